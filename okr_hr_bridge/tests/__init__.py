from . import (
    test_assignment,
    test_departure,
    test_gate,
    test_gate_seat,
    test_holders,
    test_key,
    test_methods,
    test_notice,
    test_people,
    test_roles,
    test_settings_page,
    test_tours,
)
