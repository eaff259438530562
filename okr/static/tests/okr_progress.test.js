import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {queryAllTexts} from "@odoo/hoot-dom";

class OkrMilestone extends models.Model {
    _name = "okr.milestone";

    name = fields.Char();

    _records = [{id: 1, name: "Built"}];
}

class OkrObjective extends models.Model {
    _name = "okr.objective";

    name = fields.Char();
    progress = fields.Float();
    expected_progress = fields.Float();
    milestone_ids = fields.Many2many({relation: "okr.milestone"});
    status = fields.Selection({
        selection: [
            ["on_track", "On Track"],
            ["at_risk", "At Risk"],
        ],
    });

    _records = [
        {
            id: 1,
            name: "Grow",
            progress: 47.4,
            expected_progress: 56,
            status: "on_track",
        },
        {id: 2, name: "Sell", progress: 120, expected_progress: 30, status: "at_risk"},
    ];
}

defineMailModels();
defineModels([OkrMilestone, OkrObjective]);

const LIST = /* xml */ `
    <list>
        <field name="progress" widget="okr_progress"
            options="{'expected_field': 'expected_progress', 'status_field': 'status'}"/>
    </list>`;

test("a bar says its progress and where it should be, to a screen reader too", async () => {
    await mountView({type: "list", resModel: "okr.objective", arch: LIST});
    expect(queryAllTexts(".o_okr_progress_value")).toEqual(["47%", "120%"]);
    expect("[role=progressbar]:first").toHaveAttribute(
        "aria-label",
        "Progress 47%, expected today 56%"
    );
    expect(".o_okr_progress_mark:first").toHaveAttribute("style", /56%/);
});

test("a bar takes the colour of the status and never leaves its track", async () => {
    await mountView({type: "list", resModel: "okr.objective", arch: LIST});
    expect(".o_data_row:eq(0) .bg-success").toHaveCount(1);
    expect(".o_data_row:eq(1) .bg-danger").toHaveAttribute("style", /100%/);
});

test("a checklist stands under its title, where there is something to tick", async () => {
    const arch = /* xml */ `
        <form><field name="milestone_ids" string="Stages" widget="okr_checklist"/></form>`;
    await mountView({type: "form", resModel: "okr.objective", resId: 1, arch});
    expect(".o_field_widget[name=milestone_ids]").toHaveText(/Stages/);
    expect(".o_field_widget[name=milestone_ids] input[type=checkbox]").toHaveCount(1);
});

test("a checklist without anything to tick is not there", async () => {
    OkrMilestone._records = [];
    const arch = /* xml */ `
        <form><field name="milestone_ids" string="Stages" widget="okr_checklist"/></form>`;
    await mountView({type: "form", resModel: "okr.objective", resId: 1, arch});
    expect(".o_field_widget[name=milestone_ids] fieldset").not.toBeVisible();
});
