import {DIALOG} from "./okr_tour_steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

function state(name) {
    return {
        content: `It is ${name}`,
        trigger: `.o_statusbar_status .o_arrow_button_current:contains('${name}')`,
    };
}

tours.add("okr_close_and_reopen_session", {
    steps: () => [
        state("In Progress"),
        {
            content: "Close it",
            trigger: ".o_statusbar_buttons button[name='action_close']",
            run: "click",
        },
        {
            content: "What that means is read",
            trigger: `${DIALOG} .modal-footer .btn-primary`,
            run: "click",
        },
        state("Closed"),
        {
            content: "Open it again",
            trigger: ".o_statusbar_buttons button[name='action_reopen']",
            run: "click",
        },
        {
            content: "And say why",
            trigger: `${DIALOG} .o_field_widget[name='reason'] textarea, ${DIALOG} .o_field_widget[name='reason'] input`,
            run: "edit A number came late",
        },
        {
            content: "Confirm",
            trigger: `${DIALOG} button[name='action_confirm']`,
            run: "click",
        },
        state("In Progress"),
    ],
});

tours.add("okr_create_quarters", {
    steps: () => [
        {
            content: "Four at once",
            trigger: ".o_statusbar_buttons button[name='action_create_quarters']",
            run: "click",
        },
        {
            content: "They are listed",
            trigger:
                ".o_list_view .o_data_row:eq(3), .o_kanban_view .o_kanban_record:not(.o_kanban_ghost):eq(3)",
        },
    ],
});

tours.add("okr_delete_with_history", {
    steps: () => [
        {
            content: "The actions",
            trigger: ".o_cp_action_menus .dropdown-toggle:has(.fa-cog)",
            run: "click",
        },
        {
            content: "Delete with history",
            trigger: ".o-dropdown--menu .o_menu_item:contains('Delete With History')",
            run: "click",
        },
        {
            content: "What goes is listed",
            trigger: `${DIALOG} .o_data_row:contains('Doomed')`,
        },
        {
            content: "Delete it",
            trigger: `${DIALOG} button[name='action_confirm']`,
            run: "click",
        },
        {content: "It is gone", trigger: "body:not(:has(.modal))"},
        {
            content: "And the list is there",
            trigger: ".o_list_view:not(:has(.o_data_row:contains('Doomed')))",
        },
    ],
});

tours.add("okr_tick_stages", {
    steps: () => [
        {
            content: "Update KR",
            trigger: ".o_statusbar_buttons button[name='action_update']",
            run: "click",
        },
        {
            content: "The first stage",
            trigger: `${DIALOG} .o_field_widget[name='milestone_ids'] .form-check:contains('Stage 1') input`,
            run: "click",
        },
        {
            content: "The new progress is shown",
            trigger: `${DIALOG} .o_field_widget[name='progress']:contains('25%')`,
        },
        {
            content: "Save",
            trigger: `${DIALOG} footer .btn-primary`,
            run: "click",
        },
        {content: "It is saved", trigger: "body:not(:has(.modal))"},
        {
            content: "The form shows it",
            trigger:
                ".o_form_view .o_field_widget[name='progress']:contains('25%'):first",
        },
    ],
});
