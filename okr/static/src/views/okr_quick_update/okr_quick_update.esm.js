import {Component, toRaw, useEffect, useRef, useState} from "@odoo/owl";
import {
    complaintAbout,
    formatNumber,
    formatWithUnit,
    parseNumber,
    unitSymbols,
} from "../../fields/okr_value/okr_unit_format.esm";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";
import {useSpecialData} from "@web/views/fields/relational_utils";

const UNIT_FIELDS = ["symbol", "position", "decimals", "format", "currency_id"];
const NUMERIC_TYPES = ["increase", "decrease", "stay_above", "stay_below"];

// Of each list, the key result whose box gets the focus once it is drawn anew.
const nextFocus = new WeakMap();

/**
 * A check-in in place: one number and Enter, in the line of its key result.
 */
export class OkrQuickUpdate extends Component {
    static template = "okr.OkrQuickUpdate";
    static props = {
        ...standardWidgetProps,
        id: {type: String, optional: true},
        name: {type: String, optional: true},
    };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.input = useRef("input");
        this.state = useState({complaint: "", isSaving: false});
        useEffect(() => this.takeFocus());
        this.units = useSpecialData(async (orm) => {
            const units = await orm.call("okr.unit", "search_read", [[], UNIT_FIELDS], {
                context: {active_test: false},
            });
            return Object.fromEntries(units.map((unit) => [unit.id, unit]));
        });
    }

    get data() {
        return this.props.record.data;
    }

    get isOffered() {
        return this.data.can_update && NUMERIC_TYPES.includes(this.data.type);
    }

    get unit() {
        return this.units.data?.[this.data.unit_id?.id];
    }

    get symbols() {
        return unitSymbols(this.unit);
    }

    get inputMode() {
        // Phones offer no colon on the keyboard for numbers.
        return this.unit?.format === "duration" ? "text" : "decimal";
    }

    get placeholder() {
        return formatNumber(this.data.current_value || 0, this.unit);
    }

    get complaintId() {
        return `okr_quick_update_${this.props.record.resId}_complaint`;
    }

    get label() {
        return _t("New Value of %(title)s", {title: this.data.name});
    }

    /**
     * The list has its own use for keys, but not while a number is typed.
     *
     * @param {KeyboardEvent} ev
     */
    async onKeydown(ev) {
        if (["Tab", "Escape"].includes(ev.key) || ev.ctrlKey || ev.altKey) {
            return;
        }
        ev.stopPropagation();
        if (ev.key === "Enter" && !ev.isComposing) {
            ev.preventDefault();
            await this.save();
        }
    }

    takeFocus() {
        const model = toRaw(this.props.record.model);
        if (this.input.el && nextFocus.get(model) === this.props.record.resId) {
            nextFocus.delete(model);
            this.input.el.focus();
        }
    }

    /**
     * The key result of the next box, or of the one before where it is the last.
     */
    neighbour() {
        const own = this.input.el;
        const boxes = [
            ...own
                .closest(".o_content, .o_renderer, .o_list_renderer, body")
                .querySelectorAll(".o_okr_quick_update input"),
        ];
        const place = boxes.indexOf(own);
        const beside = boxes[place + 1] || boxes[place - 1] || own;
        return Number(beside.dataset.keyResult);
    }

    onInput() {
        this.state.complaint = "";
    }

    async save() {
        const text = this.input.el.value;
        if (this.state.isSaving || !text.trim()) {
            return;
        }
        let value = null;
        try {
            value = parseNumber(text, this.unit);
        } catch {
            this.state.complaint = complaintAbout(text, this.unit);
            return;
        }
        // A second Enter while the first is on its way would check in twice.
        this.state.isSaving = true;
        try {
            await this.orm.create("okr.update", [
                {key_result_id: this.props.record.resId, value},
            ]);
            this.notification.add(
                _t("%(title)s: %(value)s", {
                    title: this.data.name,
                    value: formatWithUnit(value, this.unit),
                }),
                {title: _t("Saved"), type: "success"}
            );
            this.input.el.value = "";
            nextFocus.set(toRaw(this.props.record.model), this.neighbour());
            await this.props.record.model.load();
        } finally {
            this.state.isSaving = false;
        }
    }
}

export const okrQuickUpdate = {
    component: OkrQuickUpdate,
    fieldDependencies: [
        {name: "name", type: "char", readonly: true},
        {name: "can_update", type: "boolean", readonly: true},
        {name: "current_value", type: "float", readonly: true},
        {name: "type", type: "selection", readonly: true},
        {name: "unit_id", type: "many2one", relation: "okr.unit", readonly: true},
    ],
    listViewWidth: 160,
};

registry.category("view_widgets").add("okr_quick_update", okrQuickUpdate);

// Only the column of a field has a header.
registry.category("fields").add("okr_quick_update", {
    ...okrQuickUpdate,
    displayName: _t("New Value"),
    supportedTypes: ["boolean"],
});
