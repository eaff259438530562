import {ActivityMenu} from "@mail/core/web/activity_menu";
import {patch} from "@web/core/utils/patch";

patch(ActivityMenu.prototype, {
    /**
     * The line of key results leads to what is due from me, where a number and Enter
     * are a check-in.
     *
     * @override
     */
    openActivityGroup(group, filter, newWindow) {
        if (group.model !== "okr.key.result") {
            return super.openActivityGroup(...arguments);
        }
        this.dropdown.close();
        return this.action.doAction("okr.okr_key_result_action_bell", {
            newWindow,
            clearBreadcrumbs: true,
        });
    },
});
