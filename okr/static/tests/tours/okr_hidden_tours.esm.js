import {DIALOG, openMenu, switchTo} from "./okr_tour_steps.esm";
import {registry} from "@web/core/registry";

const CONTENT = {
    list: ".o_list_view .o_list_table",
    kanban: ".o_kanban_view .o_kanban_record:not(.o_kanban_ghost)",
    hierarchy: ".o_hierarchy_view .o_hierarchy_node",
    graph: ".o_graph_view .o_graph_renderer, .o_graph_view .o_view_nocontent",
    pivot: ".o_pivot_view .o_pivot table, .o_pivot_view .o_view_nocontent",
    calendar: ".o_calendar_view .fc-view",
    activity: ".o_activity_view .o_activity_view_table, .o_activity_view",
};

/**
 * Nowhere on the page, not in an attribute either, stands a hidden title.
 */
function nothingTold(place) {
    return {
        content: `No hidden title: ${place}`,
        trigger: "body:not(:has(.o_dialog_error)):not(:has(.o_error_dialog))",
        run() {
            const page = document.documentElement.outerHTML;
            const at = page.indexOf("CANARY");
            if (at >= 0) {
                throw new Error(`${place}: ${page.slice(at - 200, at + 100)}`);
            }
        },
    };
}

function look(view) {
    return [...switchTo(view, CONTENT[view]), nothingTold(view)];
}

function groupBy(name) {
    return [
        {
            content: "Open the groups",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            content: `Group by ${name}`,
            trigger: `.o_group_by_menu .o-dropdown-item:contains(/^${name}$/), .o_search_bar_menu .o_menu_item:contains(/^${name}$/)`,
            run: "click",
        },
        {
            content: "Close the groups",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
    ];
}

const back = {
    content: "Back",
    trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item.o_back_button a",
    run: "click",
};

registry.category("web_tour.tours").add("okr_hidden_objectives", {
    steps: () => [
        {
            content: "The visible ones",
            trigger: ".o_list_view .o_data_row:contains('A visible child')",
        },
        nothingTold("list"),
        ...groupBy("Parent"),
        {
            content: "The group of the hidden parent has a name",
            trigger: ".o_group_header:contains('Not visible to you')",
        },
        nothingTold("list by parent"),
        ...groupBy("Session"),
        nothingTold("list by session"),
        ...look("kanban"),
        ...look("hierarchy"),
        {
            content: "A card under a hidden one says so",
            trigger:
                ".o_hierarchy_node_container:contains('A visible child'):contains('Parent not visible to you')",
        },
        {
            content: "A card over a hidden one counts it",
            trigger:
                ".o_hierarchy_node_container:contains('Company goal'):contains('1 not visible to you')",
        },
        ...look("graph"),
        ...look("pivot"),
        ...look("calendar"),
        ...look("activity"),
        ...openMenu("okr_objective_menu"),
        {
            content: "Open the child",
            trigger:
                ".o_list_view .o_data_row:contains('A visible child') .o_data_cell",
            run: "click",
        },
        {
            content: "Its parent is not told",
            trigger: ".o_form_view .o_field_widget[name='parent_id']",
            run() {
                const text = this.anchor.querySelector("input")?.value;
                if (!`${text}${this.anchor.textContent}`.includes("Not visible")) {
                    throw new Error(`The parent reads ${text}`);
                }
            },
        },
        nothingTold("form"),
        ...openMenu("okr_session_menu"),
        {content: "Sessions", trigger: ".o_breadcrumb:contains('Sessions')"},
        nothingTold("sessions"),
    ],
});

registry.category("web_tour.tours").add("okr_hidden_key_results", {
    steps: () => [
        {
            content: "Mine, under an objective that I do not see",
            trigger: ".o_list_view .o_group_header:contains('Not visible to you')",
        },
        nothingTold("list by objective"),
        ...look("kanban"),
        ...look("graph"),
        ...look("pivot"),
        ...look("calendar"),
        ...look("activity"),
        ...openMenu("okr_my_key_result_menu", "okr_my_menu"),
        {
            content: "It is mine",
            trigger: ".o_list_view .o_data_row:contains('Mine to update')",
        },
        nothingTold("my key results"),
        {
            content: "And opens",
            trigger: ".o_data_row:contains('Mine to update') .o_data_cell[name='name']",
            run: "click",
        },
        {
            content: "In a form",
            trigger: ".o_form_view .o_field_widget[name='objective_id']",
        },
        nothingTold("form"),
        {
            content: "And takes an update",
            trigger: ".o_statusbar_buttons button[name='action_update']",
            run: "click",
        },
        {
            content: "One number",
            trigger: `${DIALOG} .o_field_widget[name='value'] input`,
            run: "edit 25",
        },
        nothingTold("dialog"),
        {
            content: "And Enter",
            trigger: `${DIALOG} .o_field_widget[name='value'] input`,
            run: "press Enter",
        },
        {content: "It is saved", trigger: "body:not(:has(.modal))"},
        back,
        ...[
            ["okr_my_due_menu", "okr_my_menu"],
            ["okr_my_objective_menu", "okr_my_menu"],
            ["okr_my_asked_menu", "okr_my_menu"],
            ["okr_progress_menu", "okr_reporting_menu"],
            ["okr_check_ins_menu", "okr_reporting_menu"],
            ["okr_alignment_menu", "okr_reporting_menu"],
            ["okr_confidence_menu", "okr_reporting_menu"],
            ["okr_initiative_menu"],
        ].flatMap(([menu, parent]) => [
            ...openMenu(menu, parent),
            {
                content: `${menu} is there`,
                trigger:
                    ".o_list_table, .o_graph_renderer, .o_view_nocontent, .o_kanban_renderer",
            },
            nothingTold(menu),
        ]),
    ],
});
