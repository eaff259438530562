import {describe, expect, test} from "@odoo/hoot";
import {
    formatDuration,
    formatNumber,
    formatWithUnit,
    parseDuration,
} from "@okr/fields/okr_value/okr_unit_format.esm";
import {makeMockEnv} from "@web/../tests/web_test_helpers";

describe.current.tags("headless");

test("minutes are written as minutes and seconds", () => {
    expect(formatDuration(157 / 60)).toBe("2:37");
    expect(formatDuration(3.75)).toBe("3:45");
    expect(formatDuration(0)).toBe("0:00");
    expect(formatDuration(1.9999)).toBe("2:00");
    expect(formatDuration(-0.5)).toBe("-0:30");
});

test("what was written is read back", () => {
    expect(parseDuration("2:37")).toBeCloseTo(157 / 60);
    expect(parseDuration("-0:30")).toBe(-0.5);
});

test("a plain number of minutes is understood too", async () => {
    await makeMockEnv();
    expect(parseDuration("2.5")).toBe(2.5);
    expect(() => parseDuration("2:75")).toThrow();
});

test("decimals that are all zero are left out", async () => {
    await makeMockEnv();
    expect(formatNumber(30, {format: "number", decimals: 1})).toBe("30");
    expect(formatNumber(2.5, {format: "number", decimals: 1})).toBe("2.5");
    expect(formatNumber(157 / 60, {format: "duration"})).toBe("2:37");
});

test("the unit stands on its side of the number", async () => {
    await makeMockEnv();
    const steps = {format: "number", decimals: 0, symbol: "steps", position: "after"};
    expect(formatWithUnit(9, steps)).toBe("9\u202fsteps");
    expect(formatWithUnit(9, {...steps, position: "before"})).toBe("steps\u202f9");
    expect(
        formatWithUnit(80, {format: "percent", decimals: 1, position: "after"})
    ).toBe("80\u202f%");
    expect(formatWithUnit(9)).toBe("9");
});
