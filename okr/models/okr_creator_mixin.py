from odoo import api, fields, models


class OkrCreatorMixin(models.AbstractModel):
    """Who made a record, and therefore always sees it."""

    _name = "okr.creator.mixin"
    _description = "OKR Creator"

    creator_id = fields.Many2one(
        comodel_name="res.users",
        string="Creator",
        default=lambda self: self._default_creator_id(),
        required=True,
        index=True,
        copy=False,
        help="Always sees the record. A manager may hand it on.",
    )

    @api.model
    def _default_creator_id(self):
        return self.env.uid
