import {BooleanField, booleanField} from "@web/views/fields/boolean/boolean_field";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/**
 * A checkbox that brings its label along where a phone shows no heads of columns.
 */
export class OkrLabelledBooleanField extends BooleanField {
    static template = "okr.OkrLabelledBooleanField";

    get label() {
        return this.props.record.fields[this.props.name].string;
    }
}

export const okrLabelledBooleanField = {
    ...booleanField,
    component: OkrLabelledBooleanField,
    displayName: _t("OKR Labelled Checkbox"),
};

registry.category("fields").add("okr_labelled_boolean", okrLabelledBooleanField);
