"""The public methods of our models, which everybody may call by RPC with any ids.

Each stands here with the test that calls it as somebody who may not. A new one
fails the build until it is listed.
"""

LABELS = "test_access_labels.TestAccessLabels."
LINKS = "test_access_links.TestAccessLinks."
METHODS = "test_access_methods.TestAccessMethods."
DIALOGS = "test_access_dialogs.TestAccessDialogs."
MAIL_SETTINGS = "test_mail_settings.TestMailSettings."
CHATTER = "test_access_chatter.TestAccessChatter."
IMPORT = "test_import_rights.TestImportRights."
TEMPLATES = "test_template_access.TestTemplateWizardAccess."
ACTIVITIES = "test_access_activities.TestAccessActivities."

EVERY_RECORD = {
    "copy_data": METHODS + "test_no_method_works_on_a_hidden_record",
    "create": LINKS + "test_no_hidden_id_is_taken_at_creation",
    "default_get": LINKS + "test_no_hidden_id_is_taken_from_the_defaults_of_a_context",
    "get_empty_list_help": TEMPLATES + "test_only_who_may_use_templates_is_led_to_them",
    "get_import_templates": IMPORT + "test_a_template_tells_nothing",
    "load": IMPORT + "test_no_row_changes_what_is_hidden",
    "onchange": LINKS + "test_a_form_that_is_being_filled_takes_no_hidden_id",
    "unlink": METHODS + "test_no_method_works_on_a_hidden_record",
    "web_read": METHODS + "test_no_method_works_on_a_hidden_record",
    "write": METHODS + "test_no_method_works_on_a_hidden_record",
}
SEEN = {
    "read": METHODS + "test_no_method_works_on_a_hidden_record",
    "search_fetch": METHODS + "test_a_search_finds_nothing_hidden",
}
TREE = {"hierarchy_read": LABELS + "test_the_hierarchy_only_reads"}
WIZARD = {
    "action_confirm": DIALOGS + "test_a_dialog_does_nothing_to_a_hidden_record",
    "copy_data": DIALOGS + "test_a_dialog_of_somebody_else_is_hidden",
    "create": DIALOGS + "test_a_dialog_takes_no_hidden_record",
    "default_get": DIALOGS + "test_a_dialog_takes_no_hidden_record",
    "onchange": DIALOGS + "test_a_dialog_takes_no_hidden_record",
    "write": DIALOGS + "test_a_dialog_takes_no_hidden_record",
}
# The list of many check-ins, and its lines: dialogs too.
CHECK_IN = {
    "copy_data": DIALOGS + "test_a_check_in_of_somebody_else_is_hidden",
    "create": DIALOGS + "test_a_check_in_takes_no_hidden_key_result",
    "default_get": DIALOGS + "test_a_check_in_takes_no_hidden_key_result",
    "onchange": DIALOGS + "test_a_check_in_takes_no_hidden_key_result",
    "web_read": DIALOGS + "test_a_check_in_of_somebody_else_is_hidden",
    "write": DIALOGS + "test_a_check_in_takes_no_hidden_key_result",
}


def _hidden(*names):
    return dict.fromkeys(names, METHODS + "test_no_method_works_on_a_hidden_record")


PUBLIC_METHODS = {
    "okr.session": {
        **EVERY_RECORD,
        **SEEN,
        **TREE,
        **_hidden(
            "action_close",
            "action_create_quarters",
            "action_delete_with_history",
            "action_reopen",
            "action_start",
            "action_view_children",
            "action_view_objectives",
            "dashboard_data",
            "presentation_data",
        ),
    },
    "okr.objective": {
        **EVERY_RECORD,
        **SEEN,
        **TREE,
        **_hidden(
            "action_cancel",
            "action_delete_with_history",
            "action_reopen",
            "action_resume_status",
            "action_save_as_template",
            "action_set_status",
            "action_view_children",
            "action_view_initiatives",
            "action_view_key_results",
        ),
    },
    "okr.key.result": {
        **EVERY_RECORD,
        **SEEN,
        **_hidden(
            "action_ask_for_update",
            "action_cancel",
            "action_delete_with_history",
            "action_reopen",
            "action_resume_status",
            "action_set_status",
            "action_update",
            "action_view_updates",
        ),
    },
    "okr.update": {**EVERY_RECORD, **SEEN, **_hidden("action_void")},
    "okr.milestone": {**EVERY_RECORD},
    "okr.initiative": {**EVERY_RECORD, **_hidden("action_done", "action_reset")},
    "okr.goalpost.change": {**EVERY_RECORD},
    "okr.unit": {**EVERY_RECORD},
    "okr.template": {**EVERY_RECORD},
    "okr.template.key.result": {**EVERY_RECORD},
    "okr.template.wizard": {
        "action_confirm": TEMPLATES + "test_that_of_somebody_else_is_hidden",
        "copy_data": TEMPLATES + "test_that_of_somebody_else_is_hidden",
        "create": TEMPLATES + "test_it_takes_no_hidden_record",
        "default_get": TEMPLATES + "test_it_takes_no_hidden_record",
        "onchange": TEMPLATES + "test_it_takes_no_hidden_record",
        "write": TEMPLATES + "test_it_takes_no_hidden_record",
    },
    "okr.reason.wizard": WIZARD,
    "okr.status.wizard": WIZARD,
    "okr.delete.wizard": WIZARD,
    "okr.check.in": {
        **CHECK_IN,
        "action_save": DIALOGS + "test_a_check_in_of_somebody_else_is_hidden",
    },
    "okr.check.in.line": {
        **CHECK_IN,
        "action_update": DIALOGS + "test_a_check_in_of_somebody_else_is_hidden",
    },
    "okr.check.in.report": {
        "web_read": "test_check_in_report.TestCheckInReportAccess."
        "test_nobody_reads_of_what_they_do_not_see",
    },
    # What we add to the methods of others, whose rights they keep.
    "base_import.import": {
        "execute_import": IMPORT + "test_the_importer_gives_no_right",
        "parse_preview": IMPORT + "test_a_file_is_looked_into_by_who_sent_it_alone",
    },
    "hr.department": {
        "write": CHATTER + "test_who_loses_sight_by_a_moved_department_stops_following",
    },
    "hr.employee": {
        "write": CHATTER + "test_who_loses_sight_by_a_lost_tag_stops_following",
    },
    "hr.version": {
        "create": METHODS + "test_an_employee_changes_nothing_of_hr",
        "write": CHATTER
        + "test_who_loses_sight_by_a_changed_department_stops_following",
    },
    "mail.activity": {
        "create": ACTIVITIES
        + "test_an_activity_is_assigned_to_nobody_who_does_not_see_the_record",
        "write": ACTIVITIES
        + "test_an_activity_is_assigned_to_nobody_who_does_not_see_the_record",
    },
    "mail.followers": {"create": METHODS + "test_an_employee_changes_nothing_of_hr"},
    "res.config.settings": {
        "action_okr_failed_mails": MAIL_SETTINGS
        + "test_settings_are_no_users_business",
        "action_okr_retry_mails": MAIL_SETTINGS + "test_settings_are_no_users_business",
    },
    "res.company": {"write": METHODS + "test_an_employee_changes_nothing_of_hr"},
    "res.users": {"write": METHODS + "test_nobody_gives_themselves_a_tag"},
}
