import {Component} from "@odoo/owl";

const STATUS_CLASS = {
    at_risk: "bg-danger",
    missed: "bg-danger",
    behind: "bg-warning",
    on_track: "bg-success",
    achieved: "bg-success",
    not_started: "bg-secondary",
};
const LEVEL_CLASS = {
    0: "bg-danger",
    30: "bg-danger",
    50: "bg-warning",
    70: "bg-success",
    100: "bg-success",
};

/**
 * How a number divides: a bar for each part, its name, and the way to its records.
 */
export class OkrDashboardShares extends Component {
    static template = "okr.OkrDashboardShares";
    static props = {
        title: String,
        none: String,
        shares: Array,
        open: Function,
    };

    get most() {
        return Math.max(...this.props.shares.map(({count}) => count), 1);
    }

    get isEmpty() {
        return !this.props.shares.some(({count}) => count);
    }

    key({status, level}) {
        return status ?? String(level);
    }

    colorClass({status, level}) {
        return STATUS_CLASS[status] ?? LEVEL_CLASS[level] ?? "bg-secondary";
    }

    style({count}) {
        return `width: ${(100 * count) / this.most}%`;
    }
}
