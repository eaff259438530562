from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

STATUSES = [
    ("not_started", "Not Started"),
    ("on_track", "On Track"),
    ("behind", "Behind"),
    ("at_risk", "At Risk"),
    ("achieved", "Achieved"),
    ("missed", "Missed"),
]
PROGRESS_BANDS = [
    ("0", "0 %"),
    ("30", "Up to 30 %"),
    ("70", "Up to 70 %"),
    ("99", "Below 100 %"),
    ("100", "100 %"),
]


class OkrStatusMixin(models.AbstractModel):
    """How an objective or a key result stands: by the figures, or by hand."""

    _name = "okr.status.mixin"
    _description = "OKR Status"

    status = fields.Selection(
        selection=STATUSES,
        readonly=True,
        index=True,
        copy=False,
        help="The status set by hand, else the automatic one.",
    )
    status_automatic = fields.Selection(
        selection=STATUSES, string="Automatic Status", readonly=True, copy=False
    )
    status_manual = fields.Selection(
        selection=STATUSES, string="Status by Hand", readonly=True, copy=False
    )
    status_manual_user_id = fields.Many2one(
        comodel_name="res.users", string="Status Set by", readonly=True, copy=False
    )
    status_note = fields.Text(string="Status Reason", readonly=True, copy=False)
    can_edit = fields.Boolean(
        compute="_compute_can_edit", compute_sudo=False, export_string_translation=False
    )
    can_set_status = fields.Boolean(
        compute="_compute_can_edit", compute_sudo=False, export_string_translation=False
    )

    @api.depends_context("uid")
    def _compute_can_edit(self):
        """Tell a form which buttons to offer; the methods check for themselves."""
        for record in self:
            saved = bool(record._origin)
            record.can_edit = saved and record._origin.has_access("write")
            record.can_set_status = record.can_edit or (
                saved and record._origin._is_owned()
            )

    @api.model
    def _status_fields(self):
        return {
            "status",
            "status_automatic",
            "status_manual",
            "status_manual_user_id",
            "status_note",
        }

    def action_set_status(self, status, note=None):
        """Set the status by hand, as owner or editor, beside the automatic one.

        :param str status: one of the keys of ``status``
        :param str note: the reason, shown beside it
        """
        if not isinstance(status, str) or status not in dict(STATUSES):
            raise ValidationError(
                self.env._(
                    "Status: %(status)s is not one of %(choices)s.",
                    status=str(status)[:40],
                    choices=", ".join(dict(STATUSES)),
                )
            )
        self._check_may_set_status()
        # Owners update without a write right; who asks was checked above.
        self.sudo().write(
            {
                "status_manual": status,
                "status_manual_user_id": self.env.uid,
                "status_note": note or False,
            }
        )
        return True

    def action_resume_status(self):
        """Let the figures speak again."""
        self._check_may_set_status()
        # As above: owners have no write right.
        self.sudo().write(
            {
                "status_manual": False,
                "status_manual_user_id": False,
                "status_note": False,
            }
        )
        return True

    def _check_may_set_status(self):
        self.check_access("read")
        self._check_session_open()
        for record in self:
            if not (record._is_owned() or record.has_access("write")):
                raise AccessError(
                    self.env._(
                        "Only an owner, or who may edit it, sets the status by hand."
                    )
                )

    def _is_owned(self):
        """Return whether the user is an owner of this one record."""
        return False

    @api.model
    def _shown_status(self, state, manual, automatic):
        """Return the status to show: none once cancelled, by hand before automatic."""
        return False if state == "cancelled" else manual or automatic
