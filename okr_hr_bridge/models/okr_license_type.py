from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

KINDS = [("full", "Full"), ("view", "View-only")]
ROLES = ("user", "supervisor", "manager")


class OkrLicenseType(models.Model):
    """A kind of license: the seat it takes, and the roles that go with it."""

    _name = "okr.license.type"
    _description = "OKR License Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        selection=KINDS,
        string="Seat",
        required=True,
        default="full",
        help="A view-only seat reads and never writes, check-ins included.",
    )
    group_ids = fields.Many2many(
        comodel_name="res.groups",
        string="Roles",
        domain=lambda self: self._domain_group_ids(),
        help="Given with the first assignment of a person.",
    )
    gives_manager = fields.Boolean(
        compute="_compute_gives_manager",
        help="Managers see and change everything, private objectives too.",
    )

    @api.model
    def _domain_group_ids(self):
        return [("id", "in", self._okr_groups().ids)]

    @api.depends("group_ids")
    def _compute_gives_manager(self):
        manager = self.env.ref("okr.group_okr_manager")
        for license_type in self:
            # What the groups imply is HR's to know, though they are not.
            given = license_type.sudo().group_ids.all_implied_ids
            license_type.gives_manager = manager in given

    @api.constrains("group_ids")
    def _check_group_ids(self):
        for license_type in self:
            # Through it HR managers give roles, and these may be no others.
            others = license_type.sudo().group_ids - self._okr_groups()
            if others:
                raise ValidationError(
                    self.env._(
                        "Roles: %(group)s is not an OKR role. Choose User, Supervisor "
                        "or Manager of OKR.",
                        group=others[0].full_name,
                    )
                )

    @api.model
    def _okr_groups(self):
        """Return the OKR roles, and nothing that somebody added to their privilege."""
        xmlid_to_id = self.env["ir.model.data"]._xmlid_to_res_id
        # Which groups these are is no secret, and HR reads no groups.
        return (
            self.env["res.groups"]
            .sudo()
            .browse(xmlid_to_id(f"okr.group_okr_{role}") for role in ROLES)
        )

    def write(self, vals):
        if "kind" in vals:
            self._refuse_kind_in_use(vals["kind"])
        return super().write(vals)

    def _refuse_kind_in_use(self, kind):
        changed = self.filtered(lambda license_type: license_type.kind != kind)
        # Whoever may see the assignments is not the question.
        used = self.env["okr.license.assignment"].sudo()
        if used.search_count([("license_type_id", "in", changed.ids)], limit=1):
            raise UserError(
                self.env._(
                    "Seat: people have this license type, and seats of its kind. Make "
                    "another license type."
                )
            )
