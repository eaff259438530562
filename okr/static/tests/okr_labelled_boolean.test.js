import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {contains} from "@web/../tests/_framework/dom_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {queryOne} from "@odoo/hoot-dom";

class OkrCheckInLine extends models.Model {
    _name = "okr.check.in.line";

    is_filled = fields.Boolean({string: "Save"});

    _records = [{id: 1, is_filled: false}];
}

defineMailModels();
defineModels([OkrCheckInLine]);

test("the checkbox brings its label along, and is ticked by it", async () => {
    await mountView({
        type: "form",
        resModel: "okr.check.in.line",
        resId: 1,
        arch: `<form><field name="is_filled" widget="okr_labelled_boolean" nolabel="1"/></form>`,
    });
    // Shown on a phone alone: where a table has heads, they say it.
    expect(queryOne(".o_field_widget label").textContent.trim()).toBe("Save");
    await contains(".o_field_widget input").click();
    expect(".o_field_widget input").toBeChecked();
});
