import {Component, useEffect, useRef} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {chartConfig} from "./okr_chart_config.esm";
import {loadBundle} from "@web/core/assets";

const HATCH = 8;

/**
 * The updates of a key result, or the progress of an objective, over time: against
 * the pace, the target and what is critical.
 */
export class OkrChart extends Component {
    static template = "okr.OkrChart";
    static props = {chart: {type: [Object, Boolean], optional: true}};

    setup() {
        this.rootRef = useRef("root");
        this.canvasRef = useRef("canvas");
        this.drawn = null;
        useEffect(
            () => {
                this.draw();
                return () => this.erase();
            },
            () => [JSON.stringify(this.chart)]
        );
    }

    get chart() {
        return this.props.chart || null;
    }

    get hasPoints() {
        return Boolean(this.chart?.points.length);
    }

    /**
     * What each line is, in words beside a sample of it.
     */
    get legend() {
        const {type, pace, target, target_text, critical, critical_text} = this.chart;
        const lines = [
            {
                name: "line",
                text: type === "objective" ? _t("Progress") : _t("Updates"),
            },
        ];
        if (pace.length) {
            lines.push({name: "pace", text: _t("Expected")});
        }
        if (typeof target === "number") {
            lines.push({name: "target", text: _t("Target %s", target_text)});
        }
        if (typeof critical === "number") {
            lines.push({name: "critical", text: _t("Critical %s", critical_text)});
        }
        return lines;
    }

    get emptyText() {
        return this.chart?.type === "objective"
            ? _t("No update yet. Its key results draw this curve with each check-in.")
            : _t("No update yet. Click Update KR: each check-in becomes a point here.");
    }

    /**
     * The library comes after the page, into a place that is kept for it.
     */
    async draw() {
        if (!this.hasPoints) {
            return;
        }
        const chart = this.chart;
        await loadBundle("web.chartjs_lib");
        const canvas = this.canvasRef.el;
        if (canvas && chart === this.chart) {
            this.erase();
            this.drawn = new Chart(canvas, chartConfig(chart, this.colors()));
        }
    }

    erase() {
        this.drawn?.destroy();
        this.drawn = null;
    }

    /**
     * The colours of the theme, as the style sheet knows them.
     */
    colors() {
        const style = getComputedStyle(this.rootRef.el);
        const names = ["line", "pace", "target", "critical", "text", "grid"];
        const colors = Object.fromEntries(
            names.map((name) => [
                name,
                style.getPropertyValue(`--o-okr-chart-${name}`).trim(),
            ])
        );
        return {...colors, band: this.hatch(colors.critical)};
    }

    /**
     * Colour is not the only sign of what is critical: it is hatched.
     */
    hatch(color) {
        const tile = document.createElement("canvas");
        tile.width = tile.height = HATCH;
        const context = tile.getContext("2d");
        context.strokeStyle = color;
        context.globalAlpha = 0.35;
        context.beginPath();
        for (const shift of [-HATCH, 0, HATCH]) {
            context.moveTo(shift, HATCH);
            context.lineTo(shift + HATCH, 0);
        }
        context.stroke();
        return context.createPattern(tile, "repeat");
    }
}
