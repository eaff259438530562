import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const RUNNING =
    ".o_okr_session_form:has(.o_arrow_button_current[data-value='in_progress'])";

function firstChoice(field) {
    const choices = `.modal .o_field_widget[name='${field}'] .o-autocomplete--dropdown-item`;
    return `${choices}:not(:has(.fa-spin)):first`;
}

/**
 * The way from the installed app to the first check-in, for whoever is new.
 */
registry.category("web_tour.tours").add("okr_tour", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        {
            trigger: ".o_app[data-menu-xmlid='okr.okr_menu_root']",
            content: _t("Agree on where to go, and see whether you get there."),
            tooltipPosition: "right",
            run: "click",
        },
        {trigger: ".o_okr_session_kanban"},
        {
            trigger: ".o-kanban-button-new",
            content: _t("Begin with a session: the period, for example a quarter."),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: ".o_okr_from_templates",
            content: _t(
                "Its dates are proposed. Now give it OKRs: templates have some."
            ),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name='template_ids'] input",
            content: _t("Choose an objective, which brings its key results."),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: firstChoice("template_ids"),
            content: _t("For example this one."),
            tooltipPosition: "right",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name='employee_ids'] input",
            content: _t("Who is to reach it? Try it with one person."),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: firstChoice("employee_ids"),
            content: _t("For example this colleague."),
            tooltipPosition: "right",
            run: "click",
        },
        {
            trigger: ".modal button[name='action_confirm']",
            content: _t("Objective, key results and initiatives are made at once."),
            tooltipPosition: "top",
            run: "click",
        },
        {
            trigger: "body:not(:has(.modal)) button[name='action_start']:enabled",
            content: _t("Start the session: from now on people check in."),
            tooltipPosition: "bottom",
            run: "click",
        },
        {trigger: RUNNING},
        {
            trigger: ".o_menu_sections [data-menu-xmlid='okr.okr_key_result_menu']",
            content: _t("The key results are here."),
            tooltipPosition: "bottom",
            run: "click",
        },
        {
            trigger: ".o_data_row button[name='action_update']",
            content: _t("Check in: one number, once a week."),
            tooltipPosition: "left",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name='value'] input",
            content: _t("Enter where it stands today."),
            tooltipPosition: "bottom",
            run: "edit 5",
        },
        {
            trigger: ".modal footer .btn-primary",
            content: _t("Save it, and see how far it brought you."),
            tooltipPosition: "top",
            run: "click",
        },
        {trigger: "body:not(:has(.modal)) .o_list_view"},
    ],
});
