import {
    defineModels,
    fields,
    makeServerError,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {describe, expect, test} from "@odoo/hoot";
import {press, queryFirst} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {contains} from "@web/../tests/_framework/dom_test_helpers";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class OkrObjective extends models.Model {
    _name = "okr.objective";

    name = fields.Char();
    parent_id = fields.Many2one({relation: "okr.objective"});
    child_ids = fields.One2many({
        relation: "okr.objective",
        relation_field: "parent_id",
    });
    can_realign = fields.Boolean();
    contributes = fields.Boolean();
    has_hidden_parent = fields.Boolean();
    hidden_child_count = fields.Integer();

    _records = [
        {id: 1, name: "Grow", can_realign: true, hidden_child_count: 3},
        {id: 2, name: "Orphan", has_hidden_parent: true},
        {id: 3, name: "Sell", can_realign: true},
    ];
    _views = {
        hierarchy: /* xml */ `
            <hierarchy js_class="okr_objective_map" child_field="child_ids" draggable="1">
                <field name="can_realign"/>
                <field name="contributes"/>
                <field name="has_hidden_parent"/>
                <field name="hidden_child_count"/>
                <field name="name"/>
                <templates>
                    <t t-name="hierarchy-box"><field name="name"/></t>
                </templates>
            </hierarchy>`,
    };
}

defineMailModels();
defineModels([OkrObjective]);
describe.current.tags("desktop");

const CARD = ".o_hierarchy_node_container";

async function openMap(props) {
    await mountView({type: "hierarchy", resModel: "okr.objective", ...props});
}

test("a card says how many child objectives are hidden, and that its parent is", async () => {
    await openMap();
    expect(`${CARD}:contains(Grow)`).toHaveText(/3 not visible to you/);
    expect(`${CARD}:contains(Orphan)`).toHaveText(/Parent not visible to you/);
    expect(`${CARD}:contains(Sell)`).not.toHaveText(/not visible/);
});

test("only cards that may be re-aligned let go", async () => {
    await openMap();
    expect(`${CARD}:contains(Grow) .o_okr_map_fixed`).toHaveCount(0);
    expect(`${CARD}:contains(Orphan) .o_okr_map_fixed`).toHaveCount(1);
});

test("a card is reached and opened by the keyboard", async () => {
    await openMap({selectRecord: (resId) => expect.step(`opened ${resId}`)});
    const card = queryFirst(`${CARD}:contains(Sell) .o_hierarchy_node_content`);
    expect(card).toHaveAttribute("aria-label", "Sell");
    card.focus();
    await press("Enter");
    await animationFrame();
    expect.verifySteps(["opened 3"]);
});

test("a refusal of the server is said, and the card stays", async () => {
    onRpc("okr.objective", "write", () => {
        throw makeServerError({
            type: "ValidationError",
            message: "An objective hangs under itself.",
        });
    });
    await openMap();
    await contains(`${CARD}:contains(Sell) .o_hierarchy_node`).dragAndDrop(
        `${CARD}:contains(Grow) .o_hierarchy_node`
    );
    await animationFrame();
    expect(".o_notification").toHaveText(/hangs under itself/);
    expect(".o_hierarchy_row").toHaveCount(1);
    expect(CARD).toHaveCount(3);
});
