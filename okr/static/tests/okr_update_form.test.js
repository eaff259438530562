import {
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {edit, press, queryOne, unload} from "@odoo/hoot-dom";
import {expect, test} from "@odoo/hoot";
import {advanceTime, animationFrame, mockSendBeacon} from "@odoo/hoot-mock";
import {contains} from "@web/../tests/_framework/dom_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class OkrUnit extends models.Model {
    _name = "okr.unit";

    symbol = fields.Char();
    position = fields.Selection({selection: [["after", "After"]]});
    decimals = fields.Integer();
    format = fields.Selection({
        selection: [
            ["number", "Number"],
            ["duration", "Duration"],
        ],
    });
    currency_id = fields.Many2one({relation: "res.currency"});

    _records = [
        {id: 1, symbol: "steps", position: "after", decimals: 0, format: "number"},
        {id: 2, format: "duration"},
    ];
}

class OkrUpdate extends models.Model {
    _name = "okr.update";

    value = fields.Float();
    progress = fields.Float();
    note = fields.Text();
    type = fields.Selection({
        selection: [["increase", "Increase"]],
        default: "increase",
    });
    unit_id = fields.Many2one({relation: "okr.unit", default: 1});

    _onChanges = {
        value(record) {
            record.progress = record.value * 10;
        },
    };
}

defineMailModels();
defineModels([OkrUnit, OkrUpdate]);

const ARCH = /* xml */ `
    <form js_class="okr_update_form" class="o_okr_update_form">
        <field name="value" widget="okr_value" options="{'live': True}"/>
        <field name="progress" widget="okr_progress" readonly="1"/>
        <field name="note"/>
    </form>`;

function countSaves() {
    onRpc("okr.update", "web_save", ({args}) => {
        expect.step(`saved ${args[1].value}`);
    });
}

test("one number and Enter is a check-in", async () => {
    countSaves();
    await mountView({type: "form", resModel: "okr.update", arch: ARCH});
    await contains("[name='value'] input").click();
    await edit("7");
    await press("Enter");
    await animationFrame();
    expect.verifySteps(["saved 7"]);
});

test("leaving the page is no check-in", async () => {
    countSaves();
    mockSendBeacon(() => expect.step("saved"));
    await mountView({type: "form", resModel: "okr.update", arch: ARCH});
    await contains("[name='value'] input").click();
    await edit("7", {confirm: false});
    await unload();
    await animationFrame();
    expect.verifySteps([]);
});

test("Enter in the note is a new line", async () => {
    countSaves();
    await mountView({type: "form", resModel: "okr.update", arch: ARCH});
    await contains("[name='note'] textarea").click();
    await press("Enter");
    await animationFrame();
    expect.verifySteps([]);
});

test("what is no number is told so in words, and not saved", async () => {
    countSaves();
    await mountView({type: "form", resModel: "okr.update", arch: ARCH});
    await contains("[name='value'] input").click();
    await edit("abc", {confirm: false});
    await press("Enter");
    await animationFrame();
    expect.verifySteps([]);
    expect("[name='value'] [role='alert']").toHaveText(
        "abc is no number. Enter one such as 12.5."
    );
    const {id} = queryOne("[name='value'] [role='alert']");
    expect("[name='value'] input").toHaveAttribute("aria-describedby", id);
    expect(".o_notification").toHaveCount(0);
    await edit("7", {confirm: false});
    await animationFrame();
    expect("[name='value'] [role='alert']").toHaveCount(0);
    await press("Enter");
    await animationFrame();
    expect.verifySteps(["saved 7"]);
});

test("a wrong duration is told how one is typed", async () => {
    countSaves();
    await mountView({
        type: "form",
        resModel: "okr.update",
        arch: ARCH,
        context: {default_unit_id: 2},
    });
    await contains("[name='value'] input").click();
    await edit("2:99", {confirm: false});
    await press("Enter");
    await animationFrame();
    expect.verifySteps([]);
    expect("[name='value'] [role='alert']").toHaveText(
        "2:99 is no duration. Enter minutes:seconds, as in 2:37."
    );
});

test("the new progress follows while typing", async () => {
    await mountView({type: "form", resModel: "okr.update", arch: ARCH});
    await contains("[name='value'] input").click();
    await edit("4", {confirm: false});
    await advanceTime(300);
    await animationFrame();
    expect(queryOne("[name='progress'] .o_okr_progress_value")).toHaveText("40%");
    expect("[name='value'] input").toHaveValue("4");
});
