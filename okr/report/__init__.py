from . import okr_check_in_report, okr_report
