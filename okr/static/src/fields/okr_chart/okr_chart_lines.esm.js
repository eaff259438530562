import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {formatWithUnit} from "../okr_value/okr_unit_format.esm";

const MARGIN = 0.08;
const BAND_MARGIN = 0.2;
const NOTE_WIDTH = 48;
const NOTE_LINES = 6;

/**
 * A day as a number, for an axis.
 *
 * @param {string} day
 * @returns {number}
 */
export function toTime(day) {
    return deserializeDate(day).toMillis();
}

/**
 * The lowest and the highest value that the lines reach, with some air around.
 *
 * @param {Object} chart
 * @returns {{min: number, max: number}}
 */
export function extent(chart) {
    const values = [...chart.points, ...chart.pace].map(({value}) => value);
    for (const line of [chart.target, chart.critical]) {
        if (typeof line === "number") {
            values.push(line);
        }
    }
    const min = Math.min(...values);
    const max = Math.max(...values);
    // What must not be reached needs a height to be seen.
    const share = typeof chart.critical === "number" ? BAND_MARGIN : MARGIN;
    const air = (max - min || Math.abs(max) || 1) * share;
    return {min: min - air, max: max + air};
}

/**
 * The lines of a chart as pairs from 0 to 1, from the left and from the top: what
 * a small drawing needs.
 *
 * @param {Object} chart
 * @returns {Object}
 */
export function scaledLines(chart) {
    const {min, max} = extent(chart);
    const start = toTime(chart.start);
    const width = toTime(chart.end) - start || 1;
    const across = (day) => (toTime(day) - start) / width;
    const down = (value) => (max - value) / (max - min);
    const pairs = (points) =>
        points.map(({date, value}) => [across(date), down(value)]);
    const level = (value) => (typeof value === "number" ? down(value) : null);
    return {
        points: pairs(chart.points),
        pace: pairs(chart.pace),
        target: level(chart.target),
        critical: level(chart.critical),
    };
}

/**
 * A value on the axis, in the unit of the key result.
 *
 * @param {number} value
 * @param {Object} chart
 * @returns {string}
 */
export function axisText(value, chart) {
    if (chart.type === "achieved") {
        const words = {0: _t("Not achieved"), 1: _t("Achieved")};
        return words[value] ?? "";
    }
    return formatWithUnit(value, chart.unit);
}

/**
 * A text in lines of at most so many characters.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function wrap(text) {
    const lines = [""];
    for (const word of text.split(/\s+/).filter(Boolean)) {
        const longer = `${lines.at(-1)} ${word}`.trim();
        if (longer.length > NOTE_WIDTH && lines.at(-1)) {
            lines.push(word);
        } else {
            lines[lines.length - 1] = longer;
        }
    }
    if (lines.length > NOTE_LINES) {
        lines.length = NOTE_LINES;
        lines[NOTE_LINES - 1] += " …";
    }
    return lines.filter(Boolean);
}

/**
 * What hovering over an update tells: when, what was expected, who, how sure, why.
 *
 * @param {Object} point
 * @param {Object} chart
 * @returns {{title: string, label: string, more: string[]}}
 */
export function pointTexts(point, chart) {
    const more = [];
    if (typeof point.expected === "number") {
        more.push(_t("Expected then: %s", axisText(point.expected, chart)));
    }
    if (point.who) {
        more.push(_t("By %s", point.who));
    }
    if (point.confidence) {
        more.push(_t("Confidence: %s", point.confidence));
    }
    if (point.note) {
        more.push(...wrap(point.note));
    }
    return {
        title: formatDate(deserializeDate(point.date)),
        label: point.text || axisText(point.value, chart),
        more,
    };
}
