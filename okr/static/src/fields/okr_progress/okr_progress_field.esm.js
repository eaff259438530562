import {
    ProgressBarField,
    progressBarField,
} from "@web/views/fields/progress_bar/progress_bar_field";
import {OkrProgressBar} from "./okr_progress_bar.esm";
import {_t} from "@web/core/l10n/translation";
import {formatPercentage} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";

/**
 * A progress that is read, against what is expected today.
 */
export class OkrProgressField extends ProgressBarField {
    static template = "okr.OkrProgressField";
    static components = {OkrProgressBar};
    static props = {
        ...ProgressBarField.props,
        expectedField: {type: String, optional: true},
        showExpected: {type: Boolean, optional: true},
        statusField: {type: String, optional: true},
    };

    get expected() {
        const {expectedField, record} = this.props;
        return expectedField ? record.data[expectedField] || 0 : undefined;
    }

    get status() {
        return this.props.record.data[this.props.statusField];
    }
}

export const okrProgressField = {
    ...progressBarField,
    component: OkrProgressField,
    displayName: _t("OKR Progress"),
    supportedTypes: ["float", "integer"],
    supportedOptions: [
        {
            label: _t("Expected progress field"),
            name: "expected_field",
            type: "field",
            availableTypes: ["float", "integer"],
        },
        {
            label: _t("Write the expected progress"),
            name: "show_expected",
            type: "boolean",
        },
        {
            label: _t("Status field"),
            name: "status_field",
            type: "field",
            availableTypes: ["selection"],
        },
    ],
    fieldDependencies: ({options}) =>
        [
            {name: options.expected_field, type: "float", readonly: true},
            {name: options.status_field, type: "selection", readonly: true},
        ].filter(({name}) => name),
    extractProps: (fieldInfo, dynamicInfo) => ({
        ...progressBarField.extractProps(fieldInfo, dynamicInfo),
        expectedField: fieldInfo.options.expected_field,
        showExpected: fieldInfo.options.show_expected,
        statusField: fieldInfo.options.status_field,
    }),
};

registry.category("fields").add("okr_progress", okrProgressField);

// Groups of a list write the mean of their bars in the same way.
registry
    .category("formatters")
    .add("okr_progress", (value) =>
        formatPercentage((value || 0) / 100, {digits: [16, 0]})
    );
