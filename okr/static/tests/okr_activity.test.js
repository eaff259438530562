import {
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {edit, press, queryOne} from "@odoo/hoot-dom";
import {expect, test} from "@odoo/hoot";
import {ActivityMenu} from "@mail/core/web/activity_menu";
import {Activity as ActivityModel} from "@mail/core/common/activity_model";
import {animationFrame} from "@odoo/hoot-mock";
import {contains} from "@web/../tests/_framework/dom_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class OkrUnit extends models.Model {
    _name = "okr.unit";

    symbol = fields.Char();
    position = fields.Selection({selection: [["after", "After"]]});
    decimals = fields.Integer();
    format = fields.Selection({selection: [["number", "Number"]]});
    currency_id = fields.Many2one({relation: "res.currency"});
}

class OkrKeyResult extends models.Model {
    _name = "okr.key.result";

    name = fields.Char();
    can_update = fields.Boolean();
    current_value = fields.Float();
    type = fields.Selection({
        selection: [
            ["increase", "Increase"],
            ["milestone", "Milestone"],
        ],
    });
    unit_id = fields.Many2one({relation: "okr.unit"});

    _records = [
        {
            id: 1,
            name: "Customers",
            can_update: true,
            current_value: 7,
            type: "increase",
        },
        {id: 2, name: "Stages", can_update: true, type: "milestone"},
        {id: 3, name: "Not mine", can_update: false, type: "increase"},
    ];
}

defineMailModels();
defineModels([OkrUnit, OkrKeyResult]);

const ARCH = /* xml */ `
    <list>
        <field name="name"/>
        <widget name="okr_quick_update"/>
    </list>`;
const INPUT = ".o_okr_quick_update input";

function openGroup(model) {
    const menu = {
        action: {doAction: (action) => expect.step(action)},
        dropdown: {close: () => expect.step("closed")},
        store: {},
    };
    ActivityMenu.prototype.openActivityGroup.call(menu, {model});
}

async function mountList() {
    onRpc("okr.update", "create", ({args}) => {
        const [values] = args[0];
        expect.step(`key result ${values.key_result_id}: ${values.value}`);
        return [1];
    });
    await mountView({type: "list", resModel: "okr.key.result", arch: ARCH});
}

test("the line of key results opens what is due from me", () => {
    openGroup("okr.key.result");
    expect.verifySteps(["closed", "okr.okr_key_result_action_bell"]);
});

test("the other lines open what they always did", () => {
    openGroup("mail.activity");
    expect.verifySteps(["closed", "mail.mail_activity_without_access_action"]);
});

test("the button of an activity gives the update, or asks the owners for it", async () => {
    const {answerKeyResult} = ActivityModel.prototype;
    const services = {
        action: {doAction: (action) => expect.step(action)},
        orm: {call: async (model, method, [ids]) => `${model} ${ids}: ${method}`},
    };
    for (const okr_answer of ["update", "ask"]) {
        await answerKeyResult.call({okr_answer, res_id: 7, store: {env: {services}}});
    }
    expect.verifySteps([
        "okr.key.result 7: action_update",
        "okr.key.result 7: action_ask_for_update",
    ]);
});

test("a number and Enter are a check-in", async () => {
    await mountList();
    await contains(INPUT).click();
    await edit("12.5");
    await press("Enter");
    await animationFrame();
    expect.verifySteps(["key result 1: 12.5"]);
});

test("what is no number is not sent", async () => {
    await mountList();
    await contains(INPUT).click();
    await edit("many");
    await press("Enter");
    await animationFrame();
    expect.verifySteps([]);
    expect(INPUT).toHaveClass("is-invalid");
    expect(".o_okr_quick_update [role='alert']").toHaveText(
        "many is no number. Enter one such as 12.5."
    );
    const {id} = queryOne(".o_okr_quick_update [role='alert']");
    expect(INPUT).toHaveAttribute("aria-describedby", id);
    await edit("1", {confirm: false});
    await animationFrame();
    expect(".o_okr_quick_update [role='alert']").toHaveCount(0);
});

test("after Enter the next number can be typed at once", async () => {
    OkrKeyResult._records = [
        ...OkrKeyResult._records,
        {
            id: 4,
            name: "Orders",
            can_update: true,
            current_value: 3,
            type: "increase",
        },
    ];
    await mountList();
    await contains(`${INPUT}:first`).click();
    await edit("12.5");
    await press("Enter");
    await animationFrame();
    expect.verifySteps(["key result 1: 12.5"]);
    expect(`${INPUT}:eq(1)`).toBeFocused();
    await edit("4");
    await press("Enter");
    await animationFrame();
    expect.verifySteps(["key result 4: 4"]);
    expect(`${INPUT}:eq(0)`).toBeFocused();
});

test("the column of numbers says what to type in it", async () => {
    await mountView({
        type: "list",
        resModel: "okr.key.result",
        arch: `
            <list>
                <field name="name"/>
                <field name="can_update" string="New Value" widget="okr_quick_update"/>
            </list>`,
    });
    expect("th[data-name='can_update']").toHaveText("New Value");
    expect(INPUT).toHaveCount(1);
});

test("it is offered for the numbers that one may update", async () => {
    await mountList();
    expect(".o_data_row").toHaveCount(3);
    expect(INPUT).toHaveCount(1);
    expect(queryOne(INPUT)).toHaveAttribute("placeholder", "7");
    expect(queryOne(INPUT)).toHaveAttribute("aria-label", "New Value of Customers");
});
