import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatPercentage} from "@web/views/fields/formatters";

const STATUS_CLASS = {
    achieved: "bg-success",
    on_track: "bg-success",
    behind: "bg-warning",
    at_risk: "bg-danger",
    missed: "bg-danger",
};

function percent(value) {
    return formatPercentage(value / 100, {digits: [16, 0]});
}

function limited(value) {
    return Math.min(Math.max(value, 0), 100);
}

/**
 * A progress bar that also marks where the progress is expected to be today.
 */
export class OkrProgressBar extends Component {
    static template = "okr.OkrProgressBar";
    static props = {
        value: Number,
        expected: {type: Number, optional: true},
        showExpected: {type: Boolean, optional: true},
        status: {type: [String, Boolean], optional: true},
    };

    get percent() {
        return percent(this.props.value);
    }

    get hasExpected() {
        return typeof this.props.expected === "number";
    }

    get expectedText() {
        return _t("expected %s", percent(this.props.expected));
    }

    get tooltip() {
        return this.hasExpected
            ? _t("Progress %(progress)s, expected today %(expected)s", {
                  progress: this.percent,
                  expected: percent(this.props.expected),
              })
            : _t("Progress %s", this.percent);
    }

    get colorClass() {
        return STATUS_CLASS[this.props.status] ?? "bg-primary";
    }

    get barStyle() {
        return `width: ${limited(this.props.value)}%`;
    }

    get markStyle() {
        return `inset-inline-start: ${limited(this.props.expected)}%`;
    }
}
