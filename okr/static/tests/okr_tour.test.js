import {Component, xml} from "@odoo/owl";
import {
    contains,
    getService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {describe, expect, test} from "@odoo/hoot";
import {queryAll, waitFor} from "@odoo/hoot-dom";
import {Dialog} from "@web/core/dialog/dialog";
import {advanceTime} from "@odoo/hoot-mock";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {registry} from "@web/core/registry";

describe.current.tags("desktop");
defineMailModels();

class Asking extends Component {
    static template = xml`<Dialog><button class="inside">Create</button></Dialog>`;
    static components = {Dialog};
    static props = ["*"];
}

class Page extends Component {
    static template = xml`<button class="outside" t-on-click="ask">New</button>`;
    static props = ["*"];

    ask() {
        getService("dialog").add(Asking, {});
    }
}

test("the guide goes on into the dialog that a step opens", async () => {
    onRpc("web_tour.tour", "consume", () => false);
    onRpc("res.users", "switch_tour_enabled", () => true);
    registry.category("web_tour.tours").add("okr_into_a_dialog", {
        steps: () => [
            {trigger: "button.outside", content: "Begin", run: "click"},
            {trigger: ".modal button.inside", content: "Go on", run: "click"},
        ],
    });
    await mountWithCleanup(Page);
    await getService("tour_service").startTour("okr_into_a_dialog", {mode: "manual"});
    await waitFor(".o_tour_pointer");
    await contains("button.outside").click();
    await waitFor(".modal");
    await advanceTime(100);
    expect(queryAll(".o_tour_pointer").map((el) => el.textContent)).toEqual([
        "Go onStop Tour",
    ]);
    await contains(".modal button.inside").click();
});
