import {Activity} from "@mail/core/web/activity";
import {Activity as ActivityModel} from "@mail/core/common/activity_model";
import {ActivityListPopoverItem} from "@mail/core/web/activity_list_popover_item";
import {patch} from "@web/core/utils/patch";

patch(ActivityModel.prototype, {
    get isKeyResultUpdate() {
        return this.activity_category === "okr_update" && this.state !== "done";
    },
    /**
     * Open the Update KR dialog of the key result that the activity is about.
     */
    async updateKeyResult() {
        const {action, orm} = this.store.env.services;
        const dialog = await orm.call("okr.key.result", "action_update", [
            [this.res_id],
        ]);
        // What is shown behind the dialog has a new value, and one activity less.
        await action.doAction(dialog, {onClose: () => action.doAction("soft_reload")});
    },
});

const component = {
    async onClickUpdateKeyResult() {
        await this.props.activity.updateKeyResult();
    },
};

patch(Activity.prototype, component);
patch(ActivityListPopoverItem.prototype, component);
