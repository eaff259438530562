import {DIALOG, atMostClicks, checkIn, countClicks} from "./okr_tour_steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const UPDATE = "button[name='action_update']";

tours.add("okr_check_in_from_list", {
    steps: () => [
        {
            content: "The list is there",
            trigger: ".o_list_view .o_data_row:contains('New customers')",
        },
        countClicks(),
        {
            content: "Update KR on the row",
            trigger: `.o_data_row:contains('New customers') ${UPDATE}`,
            run: "click",
        },
        ...checkIn("40", "40%"),
        atMostClicks(2),
        {
            content: "The row shows it",
            trigger: ".o_data_row:contains('New customers'):contains('40%')",
        },
    ],
});

tours.add("okr_check_in_from_form", {
    steps: () => [
        {
            content: "Update KR in the form",
            trigger: `.o_form_view .o_statusbar_buttons ${UPDATE}`,
            run: "click",
        },
        ...checkIn("40", "40%"),
        {
            content: "The form shows it",
            trigger:
                ".o_form_view .o_field_widget[name='progress']:contains('40%'):first",
        },
    ],
});

tours.add("okr_check_in_from_kanban", {
    steps: () => [
        {
            content: "Update KR on the card",
            trigger: `.o_kanban_record:contains('New customers') ${UPDATE}`,
            run: "click",
        },
        ...checkIn("40", "40%"),
        {
            content: "The card shows it",
            trigger: ".o_kanban_record:contains('New customers'):contains('40%')",
        },
    ],
});

tours.add("okr_check_in_on_a_phone", {
    steps: () => [
        {
            content: "A phone shows cards",
            trigger: ".o_kanban_record:contains('New customers')",
        },
        countClicks(),
        {
            content: "Update KR on the card",
            trigger: `.o_kanban_record:contains('New customers') ${UPDATE}`,
            run: "click",
        },
        {
            content: "The dialog fits the screen",
            trigger: `${DIALOG} .o_field_widget[name='value'] input`,
            run() {
                const {left, right} = this.anchor.getBoundingClientRect();
                if (left < 0 || right > window.innerWidth) {
                    throw new Error("The number lies beside the screen");
                }
            },
        },
        ...checkIn("40", "40%"),
        atMostClicks(2),
        {
            content: "The card shows it",
            trigger: ".o_kanban_record:contains('New customers'):contains('40%')",
        },
    ],
});

tours.add("okr_check_in_ten_at_once", {
    steps: () => [
        {
            content: "All that is due",
            trigger: ".o_list_view:has(.o_data_row:eq(9))",
        },
        {
            content: "Check In",
            trigger: ".o_control_panel button:contains('Check In')",
            run: "click",
        },
        {
            content: "A line for each",
            trigger: `${DIALOG} .o_data_row:eq(9)`,
        },
        ...Array.from({length: 10}, (_unused, index) => [
            {
                content: `Line ${index + 1}`,
                trigger: `${DIALOG} .o_data_row:eq(${index}) td[name='value']`,
                run: "click",
            },
            {
                content: `Number ${index + 1}`,
                trigger: `${DIALOG} .o_data_row:eq(${index}) td[name='value'] input`,
                run: `edit ${index + 11}`,
            },
        ]).flat(),
        {
            content: "The new progress of the last one is shown while typing",
            trigger: `${DIALOG} .o_data_row:eq(9) td[name='progress']:contains('20%')`,
        },
        {
            content: "One save",
            trigger: `${DIALOG} footer button[name='action_save']`,
            run: "click",
        },
        {content: "It is saved", trigger: "body:not(:has(.modal))"},
        {
            content: "And told",
            trigger: ".o_notification:contains('Saved: 10 check-ins')",
        },
    ],
});
