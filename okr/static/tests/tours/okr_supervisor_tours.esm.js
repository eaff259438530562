import {registry} from "@web/core/registry";

const LINES = ".o_field_widget[name='key_result_ids']";
const ROW = `${LINES} .o_selected_row`;

function addLine(number, title, target) {
    return [
        {
            content: "Add a line",
            trigger: `${LINES} .o_field_x2many_list_row_add a`,
            run: "click",
        },
        {
            content: "Its title",
            trigger: `${LINES} .o_data_row:eq(${number}).o_selected_row td[name='name'] input`,
            run: `edit ${title}`,
        },
        {
            content: "Who updates it",
            trigger: `${ROW} td[name='owner_ids'] input`,
            run: "edit The user",
        },
        {
            content: "A colleague of that name, when the others are gone",
            trigger:
                ".o-autocomplete--dropdown-menu:not(:has(.o-autocomplete--dropdown-item:contains('The manager'))) .o-autocomplete--dropdown-item:contains('The user')",
            run: "click",
        },
        {
            content: "The colleague is chosen",
            trigger: `${ROW} td[name='owner_ids'] .o_tag`,
        },
        {
            content: "Where it has to go",
            trigger: `${ROW} td[name='target_value'] input`,
            run: `edit ${target}`,
        },
    ];
}

registry.category("web_tour.tours").add("okr_write_objective", {
    steps: () => [
        {
            content: "A new one",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            content: "Where do we want to go?",
            trigger: ".o_field_widget[name='name'] textarea",
            run: "edit Win the market",
        },
        {
            content: "In which session",
            trigger: ".o_field_widget[name='session_id'] input",
            run: "edit Now",
        },
        {
            content: "That one",
            trigger: ".o-autocomplete--dropdown-item:contains('Now')",
            run: "click",
        },
        ...addLine(0, "More customers", "100"),
        ...addLine(1, "More orders", "200"),
        ...addLine(2, "More smiles", "300"),
        {
            content: "One save",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "Saved",
            trigger: `.o_form_saved:has(${LINES} .o_data_row:eq(2))`,
        },
    ],
});
