import {
    contains,
    makeMockEnv,
    mockService,
    mountWithCleanup,
    onRpc,
    preloadBundle,
} from "@web/../tests/web_test_helpers";
import {describe, expect, test} from "@odoo/hoot";
import {OkrDashboard} from "@okr/dashboard/okr_dashboard.esm";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {getDefaultConfig} from "@web/views/view";
import {queryAllTexts} from "@odoo/hoot-dom";

const ROW = {
    id: 7,
    name: "Sign customers",
    above: "Grow",
    owners: "Ines",
    last_update: "02/10/2026",
    text: "27 → 39",
    progress: 39,
    expected_progress: 52,
    status: "behind",
    status_label: "Behind",
};

function list(count, rows, domain) {
    return {count, rows, domain: [["id", "=", domain]]};
}

function data(more) {
    return {
        session: {
            id: 1,
            name: "Q1 2026",
            state: "in_progress",
            state_label: "In Progress",
            days: "01/01/2026 to 03/31/2026",
            days_left: 43,
            progress: 40,
            expected_progress: 52,
            since: "02/10/2026",
        },
        sessions: [
            {id: 1, name: "Q1 2026"},
            {id: 2, name: "2026"},
        ],
        chart: {
            type: "objective",
            points: [{date: "2026-02-16", value: 40, text: "40 %"}],
            pace: [],
            start: "2026-01-01",
            end: "2026-03-31",
            words: "Progress 40 %.",
        },
        statuses: [
            {status: "behind", label: "Behind", count: 2, domain: [["b", "=", 1]]},
        ],
        confidence: {
            mean: 64,
            told: 3,
            domain: [["c", "=", 1]],
            levels: [
                {level: "70", label: "Challenging", count: 3, domain: [["d", "=", 1]]},
                {level: false, label: "Not told", count: 0, domain: []},
            ],
        },
        objectives: list(2, [{...ROW, id: 5, name: "Grow", about: "Marc"}], 1),
        key_results: list(9, [], 2),
        moved: list(6, [{...ROW, step: 12}], 3),
        stuck: list(1, [ROW], 4),
        waiting: list(0, [], 5),
        ...more,
    };
}

defineMailModels();
preloadBundle("web.chartjs_lib");

let asked = [];

async function openDashboard(more, context = {active_id: 1}) {
    asked = [];
    onRpc("okr.session", "dashboard_data", ({args}) => {
        asked.push(args[0]);
        return data(more);
    });
    mockService("action", {
        doAction: (action, options) => {
            const {res_model, res_id, domain} = action;
            expect.step(
                typeof action === "string"
                    ? `${action} ${options.additionalContext.active_id}`
                    : `${res_model} ${res_id || JSON.stringify(domain)}`
            );
        },
        doActionButton: ({name, resId}) => expect.step(`${name} ${resId}`),
    });
    const env = await makeMockEnv({config: getDefaultConfig()});
    await mountWithCleanup(OkrDashboard, {env, props: {action: {context}}});
}

test("everything comes with one call", async () => {
    await openDashboard();
    expect(asked).toEqual([[1]]);
    expect("h1").toHaveText("Q1 2026");
    expect(queryAllTexts("[data-figure] .fw-bold")).toEqual([
        "2",
        "9",
        "6",
        "1",
        "0",
        "64%",
    ]);
    expect("canvas[role=img]").toHaveAttribute("aria-label", "Progress 40 %.");
});

test("from the menu it is about the session that runs", async () => {
    await openDashboard({}, {});
    expect(asked).toEqual([[]]);
});

describe("every figure opens its records", () => {
    test("a count", async () => {
        await openDashboard();
        await contains("[data-figure=moved]").click();
        await contains("[data-figure=objectives]").click();
        await contains("[data-figure=confidence]").click();
        expect.verifySteps([
            'okr.key.result [["id","=",3]]',
            'okr.objective [["id","=",1]]',
            'okr.key.result [["c","=",1]]',
        ]);
    });

    test("a share", async () => {
        await openDashboard();
        await contains(".o_okr_dashboard_share:contains(Behind)").click();
        await contains(".o_okr_dashboard_share:contains(Challenging)").click();
        expect(".o_okr_dashboard_share:contains(Not told)").not.toBeEnabled();
        expect.verifySteps([
            'okr.objective [["b","=",1]]',
            'okr.key.result [["d","=",1]]',
        ]);
    });

    test("a row, and all of a list", async () => {
        await openDashboard();
        await contains(".o_okr_dashboard_row:contains(+12 points)").click();
        await contains(".o_okr_dashboard_row:contains(Marc)").click();
        await contains("button:contains(All 6)").click();
        expect.verifySteps([
            "okr.key.result 7",
            "okr.objective 5",
            'okr.key.result [["id","=",3]]',
        ]);
    });
});

test("it is presented objective by objective, and comes back", async () => {
    onRpc("okr.session", "presentation_data", () => ({
        session: {name: "Q1 2026"},
        objectives: [{...ROW, name: "Grow", key_results: []}],
    }));
    await openDashboard();
    await contains("button:contains(Present)").click();
    expect("[role=dialog] h1").toHaveText("Grow");
    await contains("button:contains(End)").click();
    expect("[role=dialog]").toHaveCount(0);
});

test("another session is a choice away", async () => {
    await openDashboard();
    await contains("select[aria-label=Session]").select("2");
    expect.verifySteps(["okr.okr_dashboard_action 2"]);
});

test("an empty list says why", async () => {
    await openDashboard();
    expect(".o_okr_dashboard_card:contains(Everybody who was due)").toHaveCount(1);
});

test("a session without objectives says what to do", async () => {
    await openDashboard({objectives: list(0, [], 1)});
    expect("[data-figure]").toHaveCount(0);
    await contains("button:contains(Open the OKRs)").click();
    expect.verifySteps(["action_view_objectives 1"]);
});

test("without any session it says where they begin", async () => {
    await openDashboard({session: false, sessions: []});
    expect(".o_view_nocontent").toHaveText(/No session/);
});
