import {axisText, extent, pointTexts, toTime} from "./okr_chart_lines.esm";

const MOST_TICKS = 6;

function toPoint({date, value}) {
    return {x: toTime(date), y: value};
}

/**
 * A line that is no series of updates: it cannot be pointed at.
 */
function guide(data, color, dash, more = {}) {
    return {
        data,
        borderColor: color,
        borderDash: dash,
        borderWidth: 2,
        pointRadius: 0,
        pointHitRadius: 0,
        pointHoverRadius: 0,
        fill: false,
        ...more,
    };
}

function datasets(chart, colors) {
    const ends = [chart.start, chart.end];
    const level = (value) => ends.map((date) => toPoint({date, value}));
    const lines = [
        {
            data: chart.points.map(toPoint),
            borderColor: colors.line,
            backgroundColor: colors.line,
            borderWidth: 2,
            pointRadius: chart.points.length > 60 ? 2 : 4,
            pointHoverRadius: 6,
            pointHitRadius: 16,
            stepped: chart.type === "achieved" ? "before" : false,
            tension: 0,
            fill: false,
        },
    ];
    if (chart.pace.length) {
        lines.push(guide(chart.pace.map(toPoint), colors.pace, [6, 4]));
    }
    if (typeof chart.target === "number") {
        lines.push(guide(level(chart.target), colors.target, [2, 3]));
    }
    if (typeof chart.critical === "number") {
        lines.push(
            guide(level(chart.critical), colors.critical, [10, 3, 2, 3], {
                backgroundColor: colors.band,
                fill: chart.critical < chart.target ? "start" : "end",
            })
        );
    }
    return lines;
}

function tooltip(chart) {
    const texts = ({dataIndex}) => pointTexts(chart.points[dataIndex], chart);
    return {
        displayColors: false,
        filter: ({datasetIndex}) => datasetIndex === 0,
        callbacks: {
            title: ([item]) => (item ? texts(item).title : ""),
            label: (item) => texts(item).label,
            afterLabel: (item) => texts(item).more,
        },
    };
}

/**
 * What Chart.js is told to draw a chart.
 *
 * @param {Object} chart as the server sends it
 * @param {Object} colors of line, pace, target, critical, band, text, grid
 * @returns {Object}
 */
export function chartConfig(chart, colors) {
    const {min, max} = extent(chart);
    return {
        type: "line",
        data: {datasets: datasets(chart, colors)},
        options: {
            animation: false,
            responsive: true,
            maintainAspectRatio: false,
            interaction: {mode: "nearest", intersect: false},
            plugins: {legend: {display: false}, tooltip: tooltip(chart)},
            scales: {
                x: {
                    type: "time",
                    min: toTime(chart.start),
                    max: toTime(chart.end),
                    grid: {display: false},
                    border: {color: colors.grid},
                    ticks: {
                        color: colors.text,
                        maxRotation: 0,
                        autoSkipPadding: 12,
                        maxTicksLimit: MOST_TICKS,
                    },
                    time: {minUnit: "day"},
                },
                y: {
                    min,
                    max,
                    grid: {color: colors.grid},
                    border: {display: false},
                    ticks: {
                        color: colors.text,
                        maxTicksLimit: MOST_TICKS,
                        includeBounds: false,
                        ...(chart.type === "achieved" ? {stepSize: 1} : {}),
                        callback: (value) => axisText(value, chart),
                    },
                },
            },
        },
    };
}
