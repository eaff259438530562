import {Component, useState} from "@odoo/owl";
import {KeepLast} from "@web/core/utils/concurrency";
import {OkrChart} from "./okr_chart.esm";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useService} from "@web/core/utils/hooks";

/**
 * The chart of a record, read once its page is opened: it takes the history of all
 * that is counted, for which no form should wait.
 */
export class OkrChartWidget extends Component {
    static template = "okr.OkrChartWidget";
    static components = {OkrChart};
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({chart: null});
        useRecordObserver((record) => {
            this.load(record, record.data.update_ids);
        });
    }

    /**
     * @param {Object} record
     */
    async load({context, resId, resModel}) {
        if (!resId) {
            return;
        }
        const [row] = await this.keepLast.add(
            this.orm.webRead(resModel, [resId], {context, specification: {chart: {}}})
        );
        this.state.chart = row.chart;
    }
}

registry.category("view_widgets").add("okr_chart", {component: OkrChartWidget});
