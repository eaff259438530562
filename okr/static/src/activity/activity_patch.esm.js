import {Activity} from "@mail/core/web/activity";
import {Activity as ActivityModel} from "@mail/core/common/activity_model";
import {ActivityListPopoverItem} from "@mail/core/web/activity_list_popover_item";
import {patch} from "@web/core/utils/patch";

const METHODS = {update: "action_update", ask: "action_ask_for_update"};

patch(ActivityModel.prototype, {
    /**
     * Open the Update KR dialog of the key result that the activity is about; who
     * does not update it asks its owners.
     */
    async answerKeyResult() {
        const {action, orm} = this.store.env.services;
        const method = METHODS[this.okr_answer];
        const answer = await orm.call("okr.key.result", method, [[this.res_id]]);
        // What is shown behind the dialog has a new value, and one activity less.
        await action.doAction(answer, {onClose: () => action.doAction("soft_reload")});
    },
});

const component = {
    async onClickAnswerKeyResult() {
        await this.props.activity.answerKeyResult();
    },
};

patch(Activity.prototype, component);
patch(ActivityListPopoverItem.prototype, component);
