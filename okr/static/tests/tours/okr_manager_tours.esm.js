import {chooseFilter} from "./okr_tour_steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const CARD = ".o_hierarchy_node_container";

tours.add("okr_ask_for_update", {
    steps: () => [
        {
            content: "All key results",
            trigger: ".o_data_row:contains('On time')",
        },
        ...chooseFilter("Late"),
        {
            content: "Only the late ones are left",
            trigger:
                ".o_list_view:has(.o_data_row:contains('Late one')):not(:has(.o_data_row:contains('On time')))",
        },
        {
            content: "Choose all",
            trigger: ".o_list_view thead .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Ask their owners",
            trigger:
                ".o_control_panel_actions button:contains('Ask for an Update'), .o_control_panel button:contains('Ask for an Update')",
            run: "click",
        },
        {
            content: "And be told whom it reached",
            trigger: ".o_notification:contains('Reminders sent: 2')",
        },
    ],
});

function unfold(title) {
    return {
        content: `Unfold ${title}`,
        trigger: `${CARD}:contains('${title}') button[name='hierarchy_search_subsidiaries']`,
        run: "click",
    };
}

tours.add("okr_align_by_dragging", {
    steps: () => [
        {
            content: "The top is there, and only the top",
            trigger: `.o_okr_map:has(${CARD}:contains('Company goal')):not(:has(${CARD}:contains('Sales goal')))`,
        },
        unfold("Company goal"),
        {
            content: "A level more",
            trigger: `${CARD}:contains('Sales goal')`,
        },
        {
            content: "Drag one under another",
            trigger: `${CARD}:contains('Stray goal') .o_hierarchy_node`,
            run: `drag_and_drop ${CARD}:contains('Company goal') .o_hierarchy_node`,
        },
        {
            content: "It hangs there now",
            trigger: `.o_hierarchy_row[data-parent-node-id] ${CARD}:contains('Stray goal')`,
        },
        {
            content: "Under itself nothing can hang",
            trigger: `.o_hierarchy_row:not([data-parent-node-id]) ${CARD}:contains('Company goal') .o_hierarchy_node`,
            run: `drag_and_drop .o_hierarchy_row[data-parent-node-id] ${CARD}:contains('Sales goal') .o_hierarchy_node`,
        },
        {
            content: "Which one sentence says",
            trigger: ".o_notification:contains('nothing can hang under itself')",
        },
        {
            content: "And the card is where it was",
            trigger: `.o_hierarchy_row:not([data-parent-node-id]) ${CARD}:contains('Company goal')`,
        },
        {
            content: "A card opens with the keyboard, too",
            trigger: `${CARD}:contains('Sales goal') .o_hierarchy_node_content[tabindex='0']`,
            run() {
                this.anchor.focus();
                this.anchor.dispatchEvent(
                    new KeyboardEvent("keydown", {key: "Enter", bubbles: true})
                );
            },
        },
        {
            content: "Its form",
            trigger: ".o_form_view .o_field_widget[name='name']",
        },
    ],
});

tours.add("okr_align_without_counting", {
    steps: () => [
        {
            content: "Drag mine under the company's",
            trigger: `${CARD}:contains('Stray goal') .o_hierarchy_node:not(.o_okr_map_fixed)`,
            run: `drag_and_drop ${CARD}:contains('Company goal') .o_hierarchy_node`,
        },
        {
            content: "It is said that it does not count",
            trigger: ".o_notification:contains('not counted')",
        },
        {
            content: "On the card, too",
            trigger: `.o_hierarchy_row[data-parent-node-id] ${CARD}:contains('Stray goal'):contains('not counted')`,
        },
    ],
});

tours.add("okr_align_refused_to_readers", {
    steps: () => [
        {
            content: "A card that is not mine stays where it is",
            trigger: `${CARD}:contains('Stray goal') .o_hierarchy_node.o_okr_map_fixed`,
            run: `drag_and_drop ${CARD}:contains('Company goal') .o_hierarchy_node`,
        },
        {
            content: "No card is being dragged",
            trigger: `.o_okr_map:not(:has(.o_hierarchy_dragged)):not(:has(.o_hierarchy_row[data-parent-node-id])) ${CARD}:contains('Stray goal')`,
        },
    ],
});

const GOAL = ".o_kanban_record:contains('Company goal')";
const SECOND = ".o_kanban_record:contains('Second goal')";

tours.add("okr_order_by_dragging", {
    steps: () => [
        {
            content: "A card has its key results inside",
            trigger: `${GOAL} li:contains('New customers'):contains('0%')`,
        },
        {
            content: "What was written first stands first",
            trigger: `${GOAL} ~ ${SECOND}`,
        },
        {
            content: "Drag what matters more to the top",
            trigger: SECOND,
            run: `drag_and_drop ${GOAL}`,
        },
        {content: "It is there", trigger: `${SECOND} ~ ${GOAL}`},
    ],
});

tours.add("okr_order_refused_to_readers", {
    steps: () => [
        {
            content: "A reader drags, too",
            trigger: SECOND,
            run: `drag_and_drop ${GOAL}`,
        },
        {
            content: "And moves nothing",
            trigger: `body:not(:has(.o_error_dialog)) ${GOAL} ~ ${SECOND}`,
        },
    ],
});
