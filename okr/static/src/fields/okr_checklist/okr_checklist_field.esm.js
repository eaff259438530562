import {
    Many2ManyCheckboxesField,
    many2ManyCheckboxesField,
} from "@web/views/fields/many2many_checkboxes/many2many_checkboxes_field";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/**
 * Checkboxes under a title of their own, and nothing at all where there is
 * nothing to tick.
 */
export class OkrChecklistField extends Many2ManyCheckboxesField {
    static template = "okr.OkrChecklistField";
    static props = {
        ...Many2ManyCheckboxesField.props,
        title: {type: String, optional: true},
    };
}

export const okrChecklistField = {
    ...many2ManyCheckboxesField,
    component: OkrChecklistField,
    displayName: _t("OKR Checklist"),
    extractProps: (fieldInfo, dynamicInfo) => ({
        ...many2ManyCheckboxesField.extractProps(fieldInfo, dynamicInfo),
        title: fieldInfo.string,
    }),
};

registry.category("fields").add("okr_checklist", okrChecklistField);
