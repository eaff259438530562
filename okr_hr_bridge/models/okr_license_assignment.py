from odoo import api, fields, models
from odoo.exceptions import UserError

from .okr_license_type import KINDS

# What people choose; all else is kept by the system.
CHOSEN = {
    "employee_id",
    "user_id",
    "license_type_id",
    "assign_roles",
    "preset_emails",
}


class OkrLicenseAssignment(models.Model):
    """The seat of a person, from the day it was taken until it is released.

    What has been released stays, archived: it tells who had a seat, and which roles
    an administrator took away in the meantime.
    """

    _name = "okr.license.assignment"
    _description = "OKR License Assignment"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "active desc, date_start desc, id desc"
    _rec_name = "user_id"

    active = fields.Boolean(string="Seated", default=True, readonly=True)
    employee_id = fields.Many2one(
        comodel_name="hr.employee",
        string="License User",
        index=True,
        ondelete="set null",
        help="Whom the seat is for. It belongs to their user account, which several "
        "employees of one person share.",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="User Account",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        related="employee_id.company_id",
        store=True,
        index=True,
    )
    license_type_id = fields.Many2one(
        comodel_name="okr.license.type",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_license_type_id(),
    )
    assign_roles = fields.Boolean(
        string="Assign Roles Automatically",
        default=True,
        help="Gives the roles of the license type. Later assignments of the same "
        "person do not give again what was taken away.",
    )
    preset_emails = fields.Boolean(
        string="Preset Typical Email Settings",
        default=True,
        help="On for became owner, deadline, achieved and session closed; all others "
        "off. Everybody changes their own in their preferences.",
    )
    kind = fields.Selection(
        selection=KINDS, string="Seat", required=True, readonly=True, copy=False
    )
    date_start = fields.Date(
        string="Seated on", required=True, readonly=True, copy=False
    )
    date_end = fields.Date(string="Released on", readonly=True, copy=False)
    # Names, and no rows of a relation: three for each of thousands cost more than all
    # else together.
    given_roles = fields.Char(
        readonly=True, copy=False, export_string_translation=False
    )
    given_group_ids = fields.Many2many(
        comodel_name="res.groups",
        string="Roles Given",
        compute="_compute_given_group_ids",
    )
    withheld_group_ids = fields.Many2many(
        comodel_name="res.groups",
        relation="okr_license_assignment_withheld_rel",
        string="Roles Taken Away",
        readonly=True,
        copy=False,
        help="Given with the seat, and taken away by an administrator before it was "
        "released. They are not given again.",
    )

    _one_seat = models.UniqueIndex(
        "(user_id) WHERE active", "This person has a seat already."
    )

    @api.model
    def _default_license_type_id(self):
        return self.env["okr.license.type"].search([], limit=1)

    @api.model_create_multi
    def create(self, vals_list):
        """Seat people. Raises a sentence for everybody who cannot be seated."""
        self.check_access("create")
        defaults = self.default_get([*CHOSEN])
        vals_list = [{**defaults, **vals} for vals in vals_list]
        self._refuse_system_fields(vals_list)
        if not all(vals["license_type_id"] for vals in vals_list):
            raise UserError(self.env._("License Type: choose one."))
        people = self._people(vals_list)
        types = self.env["okr.license.type"].browse(
            vals["license_type_id"] for vals in vals_list
        )
        types.check_access("read")
        self._check_license()
        roles = self._roles_to_give(people, types, vals_list)
        # Few among thousands of people: each is asked for once.
        names = {
            given: self._names_of_roles(given)
            for given in {given for _target, given in roles}
        }
        today = self._today()
        # Roles are not HR's to read, and the right to assign was checked above.
        quiet = self.sudo().with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True, tracking_disable=True
        )
        assignments = quiet._create_seated(
            super(OkrLicenseAssignment, quiet).create,
            [
                {
                    **vals,
                    "employee_id": employee.id,
                    "user_id": user.id,
                    "company_id": employee.company_id.id,
                    "kind": license_type.kind,
                    "date_start": today,
                    "given_roles": names[given],
                }
                for vals, (employee, user), license_type, (_target, given) in zip(
                    vals_list, people, types, roles, strict=True
                )
            ],
        )
        self._give_roles(people, roles)
        users = assignments.filtered("preset_emails").user_id
        if users:
            users._okr_preset_mails()
        assignments._ask_to_check_roles()
        return assignments.with_env(self.env)

    def write(self, vals):
        kept = ("activity_", "message_")
        if not self.env.su and not all(name.startswith(kept) for name in vals):
            raise UserError(
                self.env._(
                    "An assignment stays as it was made. Release the seat, and assign "
                    "another one."
                )
            )
        return super().write(vals)

    def action_release(self):
        """Release the seats of these people, as an HR manager or administrator."""
        self.check_access("write")
        # Roles, seats and reminders are not HR's to write; the right was checked.
        self.sudo()._release()
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_except_seated(self):
        if any(self.mapped("active")):
            raise UserError(self.env._("Release the seat first."))

    # -- seats --------------------------------------------------------------------

    @api.model
    def _today(self):
        return self.env["okr.license.pool"]._get()._today()

    @api.model
    def _refuse_system_fields(self, vals_list):
        for vals in vals_list:
            if given := vals.keys() - CHOSEN - {"activity_ids"}:
                field = self._fields.get(min(given))
                raise UserError(
                    self.env._(
                        "%(field)s: kept by the system and cannot be set. Leave it "
                        "out.",
                        field=field._description_string(self.env) if field else "?",
                    )
                )

    def _release(self):
        """Give the seats back, with the roles that came with them."""
        seated = self.filtered("active")
        if not seated:
            return
        withheld = seated._take_back_roles()
        today = self._today()
        self.env["okr.license.pool"]._refresh()
        for groups, assignments in withheld.items():
            values = {"active": False, "date_end": today}
            if groups:
                values["withheld_group_ids"] = [fields.Command.set(groups.ids)]
            assignments.write(values)
        seated.activity_ids.unlink()
        users = seated.user_id
        self.env.flush_all()
        users._okr_close_reminders()
        # What the roles opened is closed to them, so they do not follow it either.
        self.env["okr.chatter.mixin"]._drop_blind_users(users)
