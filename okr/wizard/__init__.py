from . import okr_delete_wizard, okr_reason_wizard, okr_status_wizard
