import {checkIn} from "./okr_tour_steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const LINE = ".o-mail-ActivityGroup[data-model_name='okr.key.result']";

function openBell() {
    return [
        {
            content: "The bell",
            trigger: ".o_menu_systray i[aria-label='Activities']",
            run: "click",
        },
        {content: "The line Key Results", trigger: LINE, run: "click"},
    ];
}

function typeInPlace(record) {
    const input = `${record}:contains('New customers') .o_okr_quick_update input`;
    return [
        {content: "One number, in place", trigger: input, run: "edit 40"},
        {content: "And Enter", trigger: input, run: "press Enter"},
        {
            content: "It is told",
            trigger: ".o_notification:contains('New customers: 40')",
        },
        {
            content: "Nothing is due any more",
            trigger: ".o_view_nocontent:contains('Nothing is due from you')",
        },
    ];
}

tours.add("okr_bell", {
    steps: () => [...openBell(), ...typeInPlace(".o_list_view .o_data_row")],
});

tours.add("okr_bell_on_a_phone", {
    steps: () => [...openBell(), ...typeInPlace(".o_kanban_record")],
});

tours.add("okr_activity_in_the_chatter", {
    steps: () => [
        {
            content: "The reminder offers the update",
            trigger: ".o-mail-Activity .o_okr_activity_update",
            run: "click",
        },
        ...checkIn("40", "40%"),
        {
            content: "It is done",
            trigger: "body:not(:has(.o-mail-Activity .o_okr_activity_update))",
        },
        {
            content: "The form shows the new progress",
            trigger:
                ".o_form_view .o_field_widget[name='progress']:contains('40%'):first",
        },
    ],
});
