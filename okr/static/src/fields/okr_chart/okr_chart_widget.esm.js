import {JsonField, jsonField} from "@web/views/fields/json/json_field";
import {OkrChart} from "./okr_chart.esm";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/**
 * A chart that a field holds.
 */
export class OkrChartField extends JsonField {
    static template = "okr.OkrChartField";
    static components = {OkrChart};
}

export const okrChartField = {
    ...jsonField,
    component: OkrChartField,
    displayName: _t("OKR Chart"),
};

registry.category("fields").add("okr_chart", okrChartField);
