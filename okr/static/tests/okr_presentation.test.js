import {contains, mountWithCleanup, defineParams} from "@web/../tests/web_test_helpers";
import {describe, expect, test} from "@odoo/hoot";
import {press, queryAllTexts} from "@odoo/hoot-dom";
import {OkrPresentation} from "@okr/dashboard/okr_presentation.esm";
import {animationFrame} from "@odoo/hoot-mock";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

function objective(id, name, more) {
    return {
        id,
        name,
        owner: "Ines",
        department: "Sales",
        ambition: false,
        progress: 40,
        expected_progress: 52,
        status: "behind",
        status_label: "Behind",
        why_status: "behind: expected 52, reached 40",
        key_results: [],
        ...more,
    };
}

const KEY_RESULT = {
    id: 1,
    name: "Sign customers",
    measure: "Current value is 39, Should Increase to 100",
    progress: 39,
    expected_progress: 52,
    status: "on_track",
    status_label: "On Track",
    confidence: "Challenging",
    owners: "Marc",
    note: {text: "Two signed", who: "Marc", date: "02/10/2026"},
};

defineMailModels();

async function present() {
    await mountWithCleanup(OkrPresentation, {
        props: {
            session: {name: "Q1 2026"},
            objectives: [
                objective(1, "Grow", {key_results: [KEY_RESULT]}),
                objective(2, "Keep"),
                objective(3, "Learn"),
            ],
            close: () => expect.step("closed"),
        },
    });
}

async function pressed(key) {
    await press(key);
    await animationFrame();
}

test("a page tells the objective, its owner, how it stands and why", async () => {
    await present();
    expect("h1").toHaveText("Grow");
    expect("article > p:first").toHaveText(/Ines.*Sales.*Behind/s);
    expect(".o_okr_presentation_bar").toHaveText(/40%.*expected 52%/s);
    expect(".o_okr_presentation_why").toHaveText("behind: expected 52, reached 40");
});

test("and its key results with values, confidence and the latest note", async () => {
    await present();
    expect("article h2").toHaveText("Sign customers");
    expect(queryAllTexts("section p span")).toEqual([
        "Current value is 39, Should Increase to 100",
        "Confidence: Challenging",
        "Marc",
    ]);
    expect("blockquote").toHaveText(/Two signed\s+Marc, 02\/10\/2026/);
});

describe("the way from one objective to the next", () => {
    test("leads over the keys", async () => {
        await present();
        await pressed("ArrowRight");
        expect("h1").toHaveText("Keep");
        await pressed("End");
        expect("h1").toHaveText("Learn");
        await pressed("ArrowRight");
        expect("h1").toHaveText("Learn");
        await pressed("ArrowLeft");
        expect("h1").toHaveText("Keep");
        await pressed("Home");
        expect("h1").toHaveText("Grow");
        expect("header").toHaveText(/1 of 3/);
    });

    test("leads over the buttons, too", async () => {
        await present();
        expect("button:contains(Previous)").not.toBeEnabled();
        await contains("button:contains(Next)").click();
        await contains("button:contains(Next)").click();
        expect("h1").toHaveText("Learn");
        expect("button:contains(Next)").not.toBeEnabled();
        await contains("button:contains(Previous)").click();
        expect("h1").toHaveText("Keep");
    });

    test("goes the other way where people read from the right", async () => {
        defineParams({lang_parameters: {direction: "rtl"}});
        await present();
        await pressed("ArrowLeft");
        expect("h1").toHaveText("Keep");
    });
});

test("Escape and a button end it", async () => {
    await present();
    await pressed("Escape");
    await contains("button:contains(End)").click();
    expect.verifySteps(["closed", "closed"]);
});

test("an objective without key results asks how one would know", async () => {
    await present();
    await pressed("ArrowRight");
    expect("article").toHaveText(/How would we know/);
});
