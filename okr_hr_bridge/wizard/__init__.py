from . import (
    okr_license_import,
    okr_license_assign,
    hr_departure_wizard,
    hr_departure_okr_line,
)
