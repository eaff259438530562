from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.okr.models.okr_reminder import ACTIVITY_TYPES

from .okr_license_type import KINDS


class ResUsers(models.Model):
    """An account with or without a seat."""

    _inherit = "res.users"

    okr_assignment_ids = fields.One2many(
        comodel_name="okr.license.assignment",
        inverse_name="user_id",
        string="OKR License",
        groups="hr.group_hr_manager,base.group_system",
    )
    # Stored on the account itself, which every request reads anyway.
    okr_seat = fields.Selection(
        selection=KINDS,
        string="OKR Seat",
        compute="_compute_okr_seat",
        store=True,
        groups="hr.group_hr_user,base.group_system",
    )

    @api.depends("okr_assignment_ids.active", "okr_assignment_ids.kind")
    def _compute_okr_seat(self):
        for user in self:
            user.okr_seat = user.okr_assignment_ids.filtered("active").kind

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_okr_seat(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_okr_seat(vals)
        result = super().write(vals)
        if {"active", "group_ids"} & vals.keys():
            # Who is no internal user any more has no use for a seat.
            gone = self.filtered(lambda user: not user.active or user.share)
            gone._okr_release()
        return result

    def unlink(self):
        self._okr_release()
        return super().unlink()

    @api.model
    def action_okr_holders(self):
        """Open the list of those who have an OKR role, and no seat."""
        self.env["okr.license.assignment"].check_access("create")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Roles Without a Seat"),
            "res_model": "res.users",
            "views": [
                (
                    self.env.ref("okr_hr_bridge.res_users_view_list_okr_holders").id,
                    "list",
                )
            ],
            "domain": list(self._okr_holders_domain()),
            "help": self.env._("Everybody who has an OKR role has a seat."),
        }

    def action_okr_seat(self):
        """Seat these accounts with the roles that they have."""
        assignments = self.env["okr.license.assignment"]
        assignments.check_access("create")
        self.check_access("read")
        # Whoever may see an account seats it, in whichever company it is employed.
        assignments.sudo().create(
            [
                {"user_id": user.id, "assign_roles": False, "preset_emails": False}
                for user in self
            ]
        )
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_okr_seat_holders(self):
        """Seat everybody who is listed, whoever of them is chosen."""
        return self.env["okr.license.assignment"].action_seat_holders()

    @api.model
    def _refuse_okr_seat(self, vals):
        # Written here, it would be a seat that nobody has bought.
        if "okr_seat" in vals:
            raise AccessError(
                self.env._(
                    "OKR Seat: assigned in OKR > Configuration > License Assignment. "
                    "Leave it out."
                )
            )

    def _okr_release(self):
        """Release the seats of these accounts, whoever archives or deletes them."""
        if not self:
            return
        # Seats are HR's, and an account can be archived by others.
        assignments = self.env["okr.license.assignment"].sudo()
        assignments.search([("user_id", "in", self.ids)])._release()

    def _okr_release_left(self, leaving=()):
        """Release the seats of those who are nobody's account any more.

        :param leaving: ids of employees who are about to be deleted
        """
        # As above; where another employee of theirs is left, the seat stays.
        assignments = self.env["okr.license.assignment"].sudo()
        seated = assignments.search([("user_id", "in", self.ids)])
        seated._without_employee(leaving)._release()
        seated.filtered("active")._follow_employee(leaving)

    def _okr_close_reminders(self):
        """Close the open reminders of these accounts: they do not check in now."""
        xmlid_to_id = self.env["ir.model.data"]._xmlid_to_res_id
        types = [xmlid_to_id(xmlid) for xmlid in ACTIVITY_TYPES.values()]
        # Reminders are theirs, and the seat is somebody else's to release.
        reminders = self.env["mail.activity"].sudo()
        reminders.search(
            [("user_id", "in", self.ids), ("activity_type_id", "in", types)]
        ).unlink()

    def _okr_users(self):
        return super()._okr_users()._okr_seated(("full", "view"))

    def _okr_can_check_in(self):
        return super()._okr_can_check_in()._okr_seated(("full",))

    def _okr_seated(self, kinds):
        """Return those of these users who need no seat now, or have one of a kind."""
        if self.env["okr.license.pool"]._get()._state() != "licensed":
            return self
        # Who has which seat is everybody's to be told and reminded by.
        return self.filtered(lambda user: user.sudo().okr_seat in kinds)

    @api.model
    def _okr_holders_domain(self):
        """Return the domain of those who have an OKR role, and no seat."""
        role = self.env.ref("okr.group_okr_user")
        return (
            Domain("all_group_ids", "in", role.ids)
            & Domain("okr_seat", "=", False)
            & Domain("share", "=", False)
            & Domain("id", "!=", api.SUPERUSER_ID)
        )
