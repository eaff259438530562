import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const DIALOG = ".modal:not(.o_inactive_modal)";
const MENU = ".o-autocomplete--dropdown-menu";
const ITEM = ".o-autocomplete--dropdown-item";
const HR = "hr.menu_human_resources_configuration";
const LICENSES = "okr_hr_bridge.hr_okr_license_assignment_menu";

function openApp(xmlid) {
    return [
        {
            content: "All apps",
            trigger: ".o_navbar_apps_menu button",
            run: "click",
        },
        {
            content: `The app ${xmlid}`,
            trigger: `.o-dropdown--menu .o_app[data-menu-xmlid='${xmlid}']`,
            run: "click",
        },
    ];
}

function choose(scope, field, name) {
    return [
        {
            content: `Search ${name}`,
            trigger: `${scope} .o_field_widget[name='${field}'] input`,
            run: `edit ${name}`,
        },
        {
            content: `${name} is found, and the others are gone`,
            trigger: `${MENU}:not(:has(${ITEM}:not(.o_m2o_dropdown_option):not(:contains('${name}')))) ${ITEM}:contains('${name}')`,
            run: "click",
        },
    ];
}

tours.add("okr_assign_license", {
    steps: () => [
        ...openApp("hr.menu_hr_root"),
        {
            content: "Configuration",
            trigger: `.o_menu_sections [data-menu-xmlid='${HR}']`,
            run: "click",
        },
        {
            content: "License Assignment",
            trigger: `.o-dropdown--menu [data-menu-xmlid='${LICENSES}']`,
            run: "click",
        },
        {
            content: "New",
            trigger: ".o_control_panel .o_list_button_add",
            run: "click",
        },
        ...choose(".o_form_view", "employee_id", "The nobody"),
        ...choose(".o_form_view", "license_type_id", "OKR (Objectives"),
        {
            content: "Roles are assigned by themselves",
            trigger: ".o_field_widget[name='assign_roles'] input:checked",
        },
        {
            content: "E-mails are preset",
            trigger: ".o_field_widget[name='preset_emails'] input:checked",
        },
        {content: "Save", trigger: ".o_form_button_save", run: "click"},
        {
            content: "The account has the seat",
            trigger: ".o_form_saved .o_field_widget[name='user_id']",
        },
        {
            content: "And the roles are to be checked",
            trigger: ".o-mail-Activity:contains('Check the OKR roles of The nobody')",
        },
    ],
});

tours.add("okr_find_the_app", {
    steps: () => [
        ...openApp("okr.okr_menu_root"),
        {
            content: "What there is to do",
            trigger: ".o_action_manager .o_kanban_record:contains('Now')",
        },
    ],
});

tours.add("okr_register_departure", {
    steps: () => [
        {
            content: "Actions",
            trigger: ".o_form_view .o_cp_action_menus .dropdown-toggle",
            run: "click",
        },
        {
            content: "Archive",
            trigger: ".o-dropdown--menu .o-dropdown-item:contains('Archive')",
            run: "click",
        },
        {
            content: "What the leaver owns stays hidden from who may not see it",
            trigger: `${DIALOG} .o_data_row:contains('Objective'):contains('Not visible to you')`,
        },
        ...choose(DIALOG, "okr_successor_id", "The supervisor"),
        {
            content: "All of it goes there",
            trigger: `${DIALOG} .o_data_row:contains('The supervisor')`,
        },
        {
            content: "Apply",
            trigger: `${DIALOG} button[name='action_register_departure']`,
            run: "click",
        },
        {content: "It is done", trigger: "body:not(:has(.modal))"},
        {
            content: "And the leaver is archived",
            trigger: ".o_form_view .ribbon span:contains('Archived')",
        },
    ],
});
