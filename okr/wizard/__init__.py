from . import (
    base_import_import,
    okr_check_in,
    okr_check_in_line,
    okr_chosen_mixin,
    okr_delete_wizard,
    okr_reason_wizard,
    okr_status_wizard,
    okr_template_wizard,
    okr_template_wizard_plan,
)
