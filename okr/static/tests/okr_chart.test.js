import {
    axisText,
    extent,
    pointTexts,
    scaledLines,
    wrap,
} from "@okr/fields/okr_chart/okr_chart_lines.esm";
import {
    contains,
    defineModels,
    fields,
    makeMockEnv,
    models,
    mountView,
    onRpc,
    preloadBundle,
} from "@web/../tests/web_test_helpers";
import {describe, expect, test} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-mock";
import {chartConfig} from "@okr/fields/okr_chart/okr_chart_config.esm";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {queryAllTexts} from "@odoo/hoot-dom";

const UNIT = {format: "duration", position: "after", decimals: 2};
const COLORS = {line: "#00f", pace: "#999", target: "#080", critical: "#c00"};

function chart(more) {
    return {
        type: "increase",
        start: "2026-01-01",
        end: "2026-03-31",
        today: "2026-02-16",
        points: [
            {
                date: "2026-01-16",
                value: 2.5,
                expected: 3,
                text: "2:30",
                who: "Ines",
                confidence: "Challenging",
                note: "Two signed",
            },
            {date: "2026-02-02", value: 4, expected: 5, text: "4:00", who: "Ines"},
        ],
        pace: [
            {date: "2026-01-01", value: 0},
            {date: "2026-03-31", value: 10},
        ],
        target: 10,
        target_text: "10:00",
        critical: null,
        critical_text: "",
        unit: UNIT,
        more: false,
        words: "2 updates, from 2:30 to 4:00.",
        ...more,
    };
}

const STAYS = {type: "stay_above", pace: [], critical: 6, critical_text: "6:00"};

class OkrKeyResult extends models.Model {
    _name = "okr.key.result";

    name = fields.Char();
    chart = fields.Json();
    update_ids = fields.One2many({relation: "okr.key.result"});

    _records = [
        {id: 1, name: "Increase", chart: chart()},
        {id: 2, name: "Stay", chart: chart(STAYS)},
        {id: 3, name: "New", chart: chart({points: [], words: "No update yet."})},
        {id: 4, name: "Hidden", chart: false},
        {
            id: 5,
            name: "Objective",
            chart: chart({type: "objective", points: [], partial: "Part is hidden."}),
        },
    ];
}

defineMailModels();
defineModels([OkrKeyResult]);
preloadBundle("web.chartjs_lib");

async function openForm(resId) {
    await mountView({
        type: "form",
        resModel: "okr.key.result",
        resId,
        arch: `<form><field name="name"/><widget name="okr_chart"/></form>`,
    });
    await animationFrame();
}

describe("the numbers behind the lines", () => {
    describe.current.tags("headless");

    test("the axis has room for every line", () => {
        const {min, max} = extent(chart());
        expect(min).toBeCloseTo(-0.8);
        expect(max).toBeCloseTo(10.8);
        expect(extent(chart(STAYS)).min).toBeLessThan(2.5);
    });

    test("the axis of one value alone has a height", () => {
        const {min, max} = extent({points: [{value: 0}], pace: []});
        expect(max).toBeGreaterThan(min);
    });

    test("a small drawing runs from the left to the right, and its top is 0", () => {
        const lines = scaledLines(chart());
        expect(lines.pace[0][0]).toBe(0);
        expect(lines.pace[1][0]).toBe(1);
        expect(lines.target).toBeLessThan(lines.points[1][1]);
        expect(lines.points[1][1]).toBeLessThan(lines.points[0][1]);
        expect(lines.critical).toBe(null);
    });

    test("values are told in their unit", async () => {
        await makeMockEnv();
        expect(axisText(2.5, chart())).toBe("2:30");
        expect(axisText(1, {type: "achieved"})).toBe("Achieved");
        expect(axisText(0.5, {type: "achieved"})).toBe("");
    });

    test("a point tells when, what, who, how sure and why", async () => {
        await makeMockEnv();
        const {title, label, more} = pointTexts(chart().points[0], chart());
        expect(title).toMatch(/2026/);
        expect(label).toBe("2:30");
        expect(more).toEqual([
            "Expected then: 3:00",
            "By Ines",
            "Confidence: Challenging",
            "Two signed",
        ]);
    });

    test("a long note is cut into lines, and ends somewhere", () => {
        const lines = wrap("word ".repeat(200));
        expect(lines).toHaveLength(6);
        expect(lines.at(-1)).toMatch(/…$/);
        expect(wrap("")).toEqual([]);
    });

    test("only updates can be pointed at", () => {
        const config = chartConfig(chart(STAYS), COLORS);
        const {filter} = config.options.plugins.tooltip;
        expect(
            config.data.datasets.map((_line, datasetIndex) => filter({datasetIndex}))
        ).toEqual([true, false, false]);
    });

    test("no two lines differ by their colour alone", () => {
        const {datasets} = chartConfig(
            chart({critical: 2, critical_text: "2:00"}),
            COLORS
        ).data;
        const dashes = datasets.map(({borderDash}) => String(borderDash));
        expect(datasets).toHaveLength(4);
        expect(new Set(dashes).size).toBe(4);
    });

    test("what must not be reached is filled on its side", () => {
        const above = chartConfig(chart(STAYS), COLORS).data.datasets.at(-1);
        const below = chartConfig(
            chart({...STAYS, critical: 12}),
            COLORS
        ).data.datasets.at(-1);
        expect(above.fill).toBe("start");
        expect(below.fill).toBe("end");
    });
});

describe("on a page", () => {
    test("the chart has a name in words, and a legend for its lines", async () => {
        await openForm(1);
        expect("canvas[role=img]").toHaveAttribute(
            "aria-label",
            "2 updates, from 2:30 to 4:00."
        );
        expect(queryAllTexts("figcaption > span")).toEqual([
            "Updates",
            "Expected",
            "Target 10:00",
        ]);
    });

    test("what stays has a critical value, and no pace", async () => {
        await openForm(2);
        expect(queryAllTexts("figcaption > span")).toEqual([
            "Updates",
            "Target 10:00",
            "Critical 6:00",
        ]);
    });

    test("the place of the chart is kept before it is drawn", async () => {
        await openForm(1);
        expect(".o_okr_chart_canvas").toHaveStyle({height: "224px"});
    });

    test("without an update it says what to do next", async () => {
        await openForm(3);
        expect("canvas").toHaveCount(0);
        expect(".o_okr_chart_empty").toHaveText(/Click Update KR/);
    });

    test("an objective is moved by its key results", async () => {
        await openForm(5);
        expect(".o_okr_chart_empty").toHaveText(/key results/);
    });

    test("it is read when its page is opened, and again with the record", async () => {
        onRpc("web_read", ({kwargs}) => {
            expect.step(Object.keys(kwargs.specification).join());
        });
        await mountView({
            type: "form",
            resModel: "okr.key.result",
            resId: 1,
            arch: `<form><notebook>
                <page string="Name"><field name="name"/></page>
                <page string="Progress"><widget name="okr_chart"/></page>
            </notebook><field name="update_ids" invisible="1"/></form>`,
        });
        expect.verifySteps(["name,update_ids,display_name"]);
        await contains("a:contains(Progress)").click();
        expect.verifySteps(["chart"]);
        await contains("a:contains(Name)").click();
        await contains("[name=name] input").edit("Another");
        await contains("a:contains(Progress)").click();
        expect.verifySteps(["chart"]);
        await contains(".o_form_button_save").click();
        await animationFrame();
        expect.verifySteps(["chart"]);
    });

    test("what is hidden leaves nothing behind", async () => {
        await openForm(4);
        expect(".o_okr_chart canvas, .o_okr_chart_empty").toHaveCount(0);
    });
});

describe("in a list", () => {
    async function openList() {
        await mountView({
            type: "list",
            resModel: "okr.key.result",
            arch: `<list><field name="chart" widget="okr_sparkline"/></list>`,
        });
    }

    test("each row has its curve, told in words", async () => {
        await openList();
        expect(".o_data_row svg[role=img]").toHaveCount(2);
        expect(".o_data_row:eq(0) svg").toHaveAttribute(
            "aria-label",
            "2 updates, from 2:30 to 4:00."
        );
    });

    test("a row without an update says so", async () => {
        await openList();
        expect(".o_data_row:eq(2)").toHaveText("No update yet");
    });

    test("what must not be reached is a band in it", async () => {
        await openList();
        expect(".o_data_row:eq(0) .o_okr_sparkline_band").toHaveCount(0);
        expect(".o_data_row:eq(1) .o_okr_sparkline_band").toHaveCount(1);
    });
});
