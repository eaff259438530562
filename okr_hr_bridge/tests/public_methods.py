"""The public methods of this module, which everybody may call by RPC with any ids.

Each stands here with the test that calls it as somebody who may not. A new one
fails the build until it is listed.
"""

ASSIGNMENT = "test_assignment.TestAssignment."
DEPARTURE = "test_departure.TestDeparture."
GATE = "test_gate_seat.TestGateSeat."
KEY = "test_key.TestKey."
METHODS = "test_methods.TestMethods."
PEOPLE = "test_people.TestPeople."

VIEW_ONLY = GATE + "test_a_view_only_seat_reads_and_never_writes"
NOBODY_ELSE = METHODS + "test_nobody_without_the_right_calls_it"

PUBLIC_METHODS = {
    "okr.license.key": dict.fromkeys(("create", "write", "unlink"), NOBODY_ELSE),
    "okr.license.pool": {"write": NOBODY_ELSE},
    "okr.license.type": {"write": NOBODY_ELSE},
    "okr.license.assignment": dict.fromkeys(
        ("create", "write", "action_release", "action_seat_holders"), NOBODY_ELSE
    ),
    "okr.license.import": {"action_import": METHODS + "test_a_dialog_is_its_makers"},
    "okr.license.assign": {"action_assign": METHODS + "test_a_dialog_is_its_makers"},
    "hr.departure.wizard": {
        "action_register_departure": DEPARTURE + "test_nobody_but_hr_hands_over"
    },
    "hr.employee": {
        "action_view_okrs": PEOPLE
        + "test_the_button_opens_the_objectives_of_the_employee",
        "write": ASSIGNMENT + "test_archiving_the_employee_releases_the_seat",
        "unlink": ASSIGNMENT
        + "test_deleting_the_employee_or_the_account_releases_the_seat",
    },
    "hr.department": {
        "action_view_okrs": PEOPLE
        + "test_the_department_shows_its_open_objectives_and_their_progress",
    },
    "res.users": {
        "action_okr_holders": NOBODY_ELSE,
        "action_okr_seat": NOBODY_ELSE,
        "action_okr_seat_holders": NOBODY_ELSE,
        "create": METHODS
        + "test_not_even_an_administrator_writes_a_seat_past_the_assignment",
        "write": ASSIGNMENT + "test_archiving_the_account_releases_the_seat",
        "unlink": ASSIGNMENT
        + "test_deleting_the_employee_or_the_account_releases_the_seat",
    },
    "res.config.settings": {"action_okr_seat_holders": NOBODY_ELSE},
    # What we put in front of the methods of OKR itself.
    "okr.session": {"message_post": VIEW_ONLY},
    "okr.objective": {"message_post": VIEW_ONLY},
    "okr.initiative": {"message_post": VIEW_ONLY},
    "okr.key.result": dict.fromkeys(
        ("action_ask_for_update", "message_post"), VIEW_ONLY
    ),
    "okr.update": {"action_void": VIEW_ONLY},
}
