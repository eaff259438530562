import {FloatField, floatField} from "@web/views/fields/float/float_field";
import {
    complaintAbout,
    formatNumber,
    formatWithUnit,
    parseNumber,
    unitSymbols,
} from "./okr_unit_format.esm";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useDebounced} from "@web/core/utils/timing";
import {useSpecialData} from "@web/views/fields/relational_utils";
import {useState} from "@odoo/owl";

const UNIT_FIELDS = ["symbol", "position", "decimals", "format", "currency_id"];
const TYPING_DELAY = 250;

/**
 * A number of a key result, read and typed in the unit it counts in.
 */
export class OkrValueField extends FloatField {
    static template = "okr.OkrValueField";
    static props = {
        ...FloatField.props,
        live: {type: Boolean, optional: true},
    };
    static defaultProps = {...FloatField.defaultProps, live: false};

    setup() {
        this.units = useSpecialData(async (orm) => {
            const units = await orm.call("okr.unit", "search_read", [[], UNIT_FIELDS], {
                context: {active_test: false},
            });
            return Object.fromEntries(units.map((unit) => [unit.id, unit]));
        });
        super.setup();
        this.typed = useState({complaint: ""});
        this.updateWhileTyping = useDebounced(() => this.commitTyped(), TYPING_DELAY);
    }

    get unit() {
        return this.units.data?.[this.props.record.data.unit_id?.id];
    }

    get symbols() {
        return unitSymbols(this.unit);
    }

    get inputMode() {
        // Phones offer no colon on the keyboard for numbers.
        return this.unit?.format === "duration" ? "text" : "decimal";
    }

    get formattedValue() {
        return formatNumber(this.value, this.unit);
    }

    get shownValue() {
        const {type} = this.props.record.data;
        if (type === "achieved") {
            return this.value ? _t("Achieved") : _t("Not achieved");
        }
        return formatWithUnit(
            this.value,
            type === "milestone" ? {decimals: 0} : this.unit
        );
    }

    /**
     * What is wrong with the text in the box, in words; empty when nothing is.
     */
    get complaint() {
        return this.props.record.isFieldInvalid(this.props.name)
            ? this.typed.complaint
            : "";
    }

    get complaintId() {
        return `${this.props.id || this.props.name}_complaint`;
    }

    parse(value) {
        try {
            return this.parseTyped(value);
        } catch (error) {
            this.typed.complaint = complaintAbout(value, this.unit);
            throw error;
        }
    }

    parseTyped(value) {
        return parseNumber(value, this.unit, {allowOperation: true});
    }

    onInput() {
        if (this.props.live) {
            this.updateWhileTyping();
        }
    }

    onCommit() {
        // What is committed now must not be written again after the save.
        this.updateWhileTyping.cancel();
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            this.onCommit();
        }
    }

    /**
     * Tell the record what was typed so far, for the figures that follow from it.
     */
    async commitTyped() {
        let value = null;
        try {
            value = this.parseTyped(this.inputRef.el.value);
        } catch {
            return; // half a number: the field itself complains on leaving it
        }
        if (value !== this.value) {
            await this.props.record.update({[this.props.name]: value});
        }
    }
}

export const okrValueField = {
    ...floatField,
    component: OkrValueField,
    displayName: _t("OKR Value"),
    supportedTypes: ["float"],
    supportedOptions: [
        {label: _t("Follow while typing"), name: "live", type: "boolean"},
    ],
    fieldDependencies: [
        {name: "unit_id", type: "many2one", relation: "okr.unit", readonly: true},
        {name: "type", type: "selection", readonly: true},
    ],
    extractProps: (fieldInfo, dynamicInfo) => ({
        ...floatField.extractProps(fieldInfo, dynamicInfo),
        live: fieldInfo.options.live,
    }),
};

registry.category("fields").add("okr_value", okrValueField);
