from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class OkrMailOnce(models.Model):
    """What was told once and is not told again."""

    _name = "okr.mail.once"
    _description = "OKR E-mails Told Once"
    _log_access = False

    kind = fields.Char(required=True)
    key_result_id = fields.Many2one(
        comodel_name="okr.key.result", required=True, ondelete="cascade", index=True
    )
    day = fields.Date(help="The deadline that was told. A new one is told anew.")

    _once = models.UniqueIndex("(key_result_id, kind, COALESCE(day, '0001-01-01'))")

    @api.model
    def _untold(self, kind, column=None):
        """Return the domain of key results of which this was not told yet.

        :param column: the field with the day for which it is told
        """

        def to_sql(model, alias, query):
            column_sql = column and model._field_to_sql(alias, column, query)
            return SQL(
                "NOT EXISTS (SELECT FROM okr_mail_once told WHERE told.kind = %s"
                " AND told.key_result_id = %s AND told.day IS NOT DISTINCT FROM %s)",
                kind,
                model._field_to_sql(alias, "id", query),
                column_sql or SQL("NULL"),
            )

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _tell(self, kind, key_results, column=None):
        """Keep that it was told; the index refuses it to a second job."""
        self.create(
            [
                {
                    "kind": kind,
                    "key_result_id": key_result.id,
                    "day": column and key_result[column],
                }
                for key_result in key_results
            ]
        )
