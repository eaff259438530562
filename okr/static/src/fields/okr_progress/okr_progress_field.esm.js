import {
    ProgressBarField,
    progressBarField,
} from "@web/views/fields/progress_bar/progress_bar_field";
import {_t} from "@web/core/l10n/translation";
import {formatPercentage} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";

const STATUS_CLASS = {
    achieved: "bg-success",
    on_track: "bg-success",
    behind: "bg-warning",
    at_risk: "bg-danger",
    missed: "bg-danger",
};

/**
 * A progress bar that also marks where the progress is expected to be today.
 */
export class OkrProgressField extends ProgressBarField {
    static template = "okr.OkrProgressField";
    static props = {
        ...ProgressBarField.props,
        expectedField: {type: String, optional: true},
        showExpected: {type: Boolean, optional: true},
        statusField: {type: String, optional: true},
    };

    get percent() {
        return formatPercentage(this.currentValue / 100, {digits: [16, 0]});
    }

    get hasExpected() {
        return Boolean(this.props.expectedField);
    }

    get expectedValue() {
        return this.props.record.data[this.props.expectedField] || 0;
    }

    get expectedPercent() {
        return formatPercentage(this.expectedValue / 100, {digits: [16, 0]});
    }

    get expectedText() {
        return _t("expected %s", this.expectedPercent);
    }

    get tooltip() {
        return this.hasExpected
            ? _t("Progress %(progress)s, expected today %(expected)s", {
                  progress: this.percent,
                  expected: this.expectedPercent,
              })
            : _t("Progress %s", this.percent);
    }

    get progressBarColorClass() {
        const status = this.props.record.data[this.props.statusField];
        return STATUS_CLASS[status] ?? "bg-primary";
    }

    get barStyle() {
        return `width: ${Math.min(Math.max(this.currentValue, 0), 100)}%`;
    }

    get markStyle() {
        return `inset-inline-start: ${Math.min(Math.max(this.expectedValue, 0), 100)}%`;
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
