import {JsonField, jsonField} from "@web/views/fields/json/json_field";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {scaledLines} from "./okr_chart_lines.esm";

const WIDTH = 100;
const HEIGHT = 24;

/**
 * The same chart, small: drawn as shapes, for a page shows many of them.
 */
export class OkrSparklineField extends JsonField {
    static template = "okr.OkrSparklineField";

    get chart() {
        return this.props.record.data[this.props.name] || null;
    }

    get lines() {
        return this.chart && scaledLines(this.chart);
    }

    get emptyText() {
        return _t("No update yet");
    }

    /**
     * The side of the critical value that must not be reached.
     */
    get band() {
        const {critical, target} = this.lines;
        if (critical === null) {
            return null;
        }
        const y = critical > target ? critical * HEIGHT : 0;
        return {
            y,
            height: critical > target ? HEIGHT - y : critical * HEIGHT,
        };
    }

    /**
     * The points of a polyline.
     *
     * @param {Array} pairs
     * @returns {string}
     */
    path(pairs) {
        return pairs
            .map(([x, y]) => `${(x * WIDTH).toFixed(1)},${(y * HEIGHT).toFixed(1)}`)
            .join(" ");
    }
}

export const okrSparklineField = {
    ...jsonField,
    component: OkrSparklineField,
    displayName: _t("OKR Sparkline"),
};

registry.category("fields").add("okr_sparkline", okrSparklineField);
