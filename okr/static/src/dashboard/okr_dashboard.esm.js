import {Component, onWillStart, useState} from "@odoo/owl";
import {Layout} from "@web/search/layout";
import {OkrChart} from "@okr/fields/okr_chart/okr_chart.esm";
import {OkrDashboardList} from "./okr_dashboard_list.esm";
import {OkrDashboardShares} from "./okr_dashboard_shares.esm";
import {OkrPresentation} from "./okr_presentation.esm";
import {OkrProgressBar} from "@okr/fields/okr_progress/okr_progress_bar.esm";
import {_t} from "@web/core/l10n/translation";
import {formatPercentage} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

const OBJECTIVES = "okr.objective";
const KEY_RESULTS = "okr.key.result";

/**
 * The page of a session for a review: how it goes, and what needs a word.
 */
export class OkrDashboard extends Component {
    static template = "okr.OkrDashboard";
    static components = {
        Layout,
        OkrChart,
        OkrDashboardList,
        OkrDashboardShares,
        OkrPresentation,
        OkrProgressBar,
    };
    static props = {...standardActionServiceProps};
    static displayName = _t("Dashboard");

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({data: null, presented: null});
        onWillStart(() => this.load());
    }

    get data() {
        return this.state.data;
    }

    get session() {
        return this.data.session;
    }

    get daysLeftText() {
        return _t("%s days left", this.session.days_left);
    }

    async load() {
        const {active_id, active_model} = this.props.action.context;
        const isOfSession =
            active_id && (active_model || "okr.session") === "okr.session";
        this.state.data = await this.orm.call("okr.session", "dashboard_data", [
            isOfSession ? [active_id] : [],
        ]);
        if (this.session) {
            this.env.config.setDisplayName(this.session.name);
        }
    }

    async present() {
        this.state.presented = await this.orm.call("okr.session", "presentation_data", [
            [this.session.id],
        ]);
    }

    print() {
        return this.action.doAction("okr.okr_session_action_report", {
            additionalContext: {active_ids: [this.session.id]},
        });
    }

    endPresentation() {
        this.state.presented = null;
    }

    /**
     * The counts, each of which opens what it counts.
     */
    get figures() {
        const {confidence, key_results, moved, objectives, stuck, waiting} = this.data;
        const since = this.session.since;
        return [
            {
                key: "objectives",
                label: _t("Objectives"),
                value: objectives.count,
                model: OBJECTIVES,
                domain: objectives.domain,
            },
            {
                key: "key_results",
                label: _t("Key Results"),
                value: key_results.count,
                model: KEY_RESULTS,
                domain: key_results.domain,
            },
            {
                key: "moved",
                label: _t("Moved"),
                about: _t("since %s", since),
                value: moved.count,
                model: KEY_RESULTS,
                domain: moved.domain,
            },
            {
                key: "stuck",
                label: _t("Stuck"),
                about: _t("late, and no update since %s", since),
                value: stuck.count,
                model: KEY_RESULTS,
                domain: stuck.domain,
            },
            {
                key: "waiting",
                label: _t("Not Checked In"),
                about: _t("due since %s", since),
                value: waiting.count,
                model: KEY_RESULTS,
                domain: waiting.domain,
            },
            {
                key: "confidence",
                label: _t("Confidence"),
                about: _t("told of %s key results", confidence.told),
                value: confidence.told
                    ? formatPercentage(confidence.mean / 100, {digits: [16, 0]})
                    : "–",
                model: KEY_RESULTS,
                domain: confidence.domain,
            },
        ];
    }

    get lists() {
        const {moved, stuck, waiting} = this.data;
        return [
            {
                key: "moved",
                title: _t("What moved since %s", this.session.since),
                list: moved,
                none: _t("No key result has another value than then."),
            },
            {
                key: "stuck",
                title: _t("What is stuck"),
                list: stuck,
                none: _t("Whatever is behind or at risk was updated since then."),
            },
            {
                key: "waiting",
                title: _t("What waits for a check-in"),
                list: waiting,
                none: _t("Everybody who was due has checked in."),
            },
        ];
    }

    open({label, title, model = KEY_RESULTS, domain}) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: label || title,
            res_model: model,
            domain,
            views: [
                [false, "list"],
                [false, "kanban"],
                [false, "form"],
            ],
        });
    }

    openStatus({label, domain}) {
        return this.open({label, model: OBJECTIVES, domain});
    }

    openRecord(model, resId) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: resId,
            views: [[false, "form"]],
        });
    }

    openKeyResult(resId) {
        return this.openRecord(KEY_RESULTS, resId);
    }

    openObjective(resId) {
        return this.openRecord(OBJECTIVES, resId);
    }

    openSession(ev) {
        return this.action.doAction("okr.okr_dashboard_action", {
            additionalContext: {
                active_id: Number(ev.target.value),
                active_model: "okr.session",
            },
            stackPosition: "replaceCurrentAction",
        });
    }

    openSessions() {
        return this.action.doAction("okr.okr_session_action");
    }

    openObjectives() {
        return this.action.doActionButton({
            type: "object",
            name: "action_view_objectives",
            resModel: "okr.session",
            resId: this.session.id,
            context: {},
        });
    }
}

registry.category("actions").add("okr_dashboard", OkrDashboard);
