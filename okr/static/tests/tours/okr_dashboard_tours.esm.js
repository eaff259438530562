import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("okr_present_and_print", {
    steps: () => [
        {
            content: "The dashboard of the quarter, from its card",
            trigger: ".o_kanban_record:contains('Now') button:contains('Dashboard')",
            run: "click",
        },
        {
            content: "It tells what is late",
            trigger: ".o_okr_dashboard_share:contains('At Risk')",
        },
        {
            content: "Present it",
            trigger: ".o_okr_dashboard_present",
            run: "click",
        },
        {
            content: "The first objective fills the screen",
            trigger: ".o_okr_presentation h1:contains('Company goal')",
            run: "press ArrowRight",
        },
        {
            content: "The second one follows, with what somebody said of it",
            trigger:
                ".o_okr_presentation:has(h1:contains('Second goal')) blockquote:contains('Two signed')",
            run: "press Escape",
        },
        {
            content: "Print it",
            trigger: "body:not(:has(.o_okr_presentation)) .o_okr_dashboard_print",
            run: "click",
        },
        {
            content: "Without an engine for PDF it is a page of HTML",
            trigger: ":iframe .o_okr_report_say:contains('I will')",
        },
        {
            content: "With the title of the objective",
            trigger: ":iframe h2:contains('Second')",
        },
    ],
});
