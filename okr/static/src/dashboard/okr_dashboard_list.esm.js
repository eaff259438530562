import {Component} from "@odoo/owl";
import {OkrProgressBar} from "@okr/fields/okr_progress/okr_progress_bar.esm";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";

/**
 * The first records of a figure, each a click away, and the way to all of them.
 */
export class OkrDashboardList extends Component {
    static template = "okr.OkrDashboardList";
    static components = {OkrProgressBar};
    static props = {
        title: String,
        none: {type: String, optional: true},
        list: Object,
        open: Function,
        openAll: Function,
    };

    get more() {
        const {count, rows} = this.props.list;
        return count > rows.length ? _t("All %s", count) : "";
    }

    stepText({step}) {
        const text = formatFloat(Math.abs(step), {digits: [16, 0]});
        return step < 0 ? _t("−%s points", text) : _t("+%s points", text);
    }

    lastUpdate({last_update}) {
        return last_update ? _t("Last update: %s", last_update) : _t("Never updated");
    }
}
