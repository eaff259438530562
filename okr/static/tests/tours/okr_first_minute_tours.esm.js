import {DIALOG, atMostClicks, countClicks} from "./okr_tour_steps.esm";
import {registry} from "@web/core/registry";

function choose(field, title) {
    return [
        {
            content: `What there is to choose: ${field}`,
            trigger: `${DIALOG} .o_field_widget[name='${field}'] input`,
            run: "click",
        },
        {
            content: title,
            trigger: `.o-autocomplete--dropdown-item:contains('${title}')`,
            run: "click",
        },
    ];
}

registry.category("web_tour.tours").add("okr_first_minute", {
    steps: () => [
        countClicks(),
        {
            content: "The apps",
            trigger: ".o_navbar_apps_menu button:enabled",
            run: "click",
        },
        {
            content: "OKR",
            trigger: ".o_app[data-menu-xmlid='okr.okr_menu_root']",
            run: "click",
        },
        {
            content: "A session",
            trigger:
                ".o_action_manager:has(.o_kanban_view) .o-kanban-button-new, .o_action_manager .o_kanban_view ~ * .o-kanban-button-new",
            run: "click",
        },
        {
            content: "It proposes the quarter; its OKRs come from templates",
            trigger: ".o_statusbar_buttons button:contains('Add from Templates')",
            run: "click",
        },
        ...choose("template_ids", "Grow with the customers we have"),
        ...choose("department_ids", "The first team"),
        {
            content: "What that means is told before",
            trigger: `${DIALOG} .alert:contains('Objectives: 1, key results: 3')`,
        },
        {
            content: "Make them",
            trigger: `${DIALOG} button[name='action_confirm']`,
            run: "click",
        },
        {
            content: "They are there",
            trigger:
                ".o_form_view .o_data_row:contains('Grow with the customers we have')",
        },
        {
            content: "Start",
            trigger: ".o_statusbar_buttons button[name='action_start']",
            run: "click",
        },
        {
            content: "It runs",
            trigger:
                ".o_statusbar_status .o_arrow_button_current:contains('In Progress')",
        },
        atMostClicks(12),
    ],
});
