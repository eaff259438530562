import {formatCurrency, getCurrency} from "@web/core/currency";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";
import {parseFloat} from "@web/views/fields/parsers";
import {user} from "@web/core/user";

const DURATION = /^\s*(-?)(\d+):([0-5]?\d)\s*$/;

/**
 * Minutes as a number, written as minutes and seconds: 2.6167 is 2:37.
 *
 * @param {number} minutes
 * @returns {string}
 */
export function formatDuration(minutes) {
    const seconds = Math.round(Math.abs(minutes) * 60);
    const sign = minutes < 0 && seconds ? "-" : "";
    const rest = String(seconds % 60).padStart(2, "0");
    return `${sign}${Math.floor(seconds / 60)}:${rest}`;
}

/**
 * The opposite of formatDuration; a plain number counts as minutes.
 *
 * @param {string} text
 * @returns {number}
 */
export function parseDuration(text) {
    const match = DURATION.exec(text);
    if (!match) {
        return parseFloat(text);
    }
    const [, sign, minutes, seconds] = match;
    return (sign ? -1 : 1) * (Number(minutes) + Number(seconds) / 60);
}

/**
 * What is typed in a unit, as a number. Throws when it is none.
 *
 * @param {string} text
 * @param {Object} [unit]
 * @param {Object} [options] as of the parser of numbers
 * @returns {number}
 */
export function parseNumber(text, unit, options) {
    return unit?.format === "duration"
        ? parseDuration(text)
        : parseFloat(text, options);
}

/**
 * What to say of a text that is no number in its unit.
 *
 * @param {string} text
 * @param {Object} [unit]
 * @returns {string}
 */
export function complaintAbout(text, unit) {
    const typed = text.trim();
    if (unit?.format === "duration") {
        return _t("%(typed)s is no duration. Enter minutes:seconds, as in 2:37.", {
            typed,
        });
    }
    const example = formatFloat(12.5, {digits: [16, 1]});
    return _t("%(typed)s is no number. Enter one such as %(example)s.", {
        typed,
        example,
    });
}

/**
 * Decimals that are all zero are left out, as the server does it.
 */
function digits(value, unit) {
    const decimals = unit?.decimals ?? 2;
    return [16, Number.isInteger(Number(value.toFixed(decimals))) ? 0 : decimals];
}

/**
 * A unit of money without a currency counts in that of the company.
 */
function currencyId(unit) {
    return unit.currency_id?.[0] ?? user.activeCompany.currency_id;
}

/**
 * The number alone, as it is typed.
 *
 * @param {number} value
 * @param {Object} [unit]
 * @returns {string}
 */
export function formatNumber(value, unit) {
    if (unit?.format === "duration") {
        return formatDuration(value);
    }
    return formatFloat(value, {digits: digits(value, unit)});
}

/**
 * What stands before and after the number.
 *
 * @param {Object} [unit]
 * @returns {{before: string, after: string}}
 */
export function unitSymbols(unit) {
    if (!unit || unit.format === "duration") {
        return {before: "", after: ""};
    }
    if (unit.format === "currency") {
        const currency = getCurrency(currencyId(unit));
        return {
            before: currency?.position === "before" ? currency.symbol : "",
            after: currency?.position === "after" ? currency.symbol : "",
        };
    }
    const symbol = unit.symbol || (unit.format === "percent" ? "%" : "");
    return {
        before: unit.position === "before" ? symbol : "",
        after: unit.position === "before" ? "" : symbol,
    };
}

/**
 * The number with its unit, as it is read.
 *
 * @param {number} value
 * @param {Object} [unit]
 * @returns {string}
 */
export function formatWithUnit(value, unit) {
    if (unit?.format === "currency") {
        return formatCurrency(value, currencyId(unit), {digits: digits(value, unit)});
    }
    const {before, after} = unitSymbols(unit);
    const parts = [before, formatNumber(value, unit), after];
    // A narrow no-break space keeps the unit on the line of its number.
    return parts.filter(Boolean).join("\u202f");
}
