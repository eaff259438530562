from odoo import api, models


class MailFollowers(models.Model):
    """Nobody follows an OKR record that they may not read."""

    _inherit = "mail.followers"

    @api.model_create_multi
    def create(self, vals_list):
        threads = self.env["okr.chatter.mixin"]._thread_models()
        ours = [vals for vals in vals_list if vals.get("res_model") in threads]
        seen = self._in_sight(ours)
        return super().create(
            [
                vals
                for vals in vals_list
                if vals.get("res_model") not in threads
                or (vals["res_model"], vals.get("partner_id"), vals.get("res_id"))
                in seen
            ]
        )

    @api.model
    def _in_sight(self, vals_list):
        """Return (model, partner, record) of what each may read, as ids."""
        asked = {}
        for vals in vals_list:
            key = (vals["res_model"], vals.get("partner_id"))
            asked.setdefault(key, []).append(vals.get("res_id"))
        seen = set()
        for (model, partner_id), ids in asked.items():
            # The accounts of a partner are looked at whoever subscribes them.
            partner = self.env["res.partner"].sudo().browse(partner_id)
            readable = self.env[model].browse(ids)._seen_by(partner.user_ids)
            seen.update((model, partner_id, id_) for id_ in readable.ids)
        return seen

    @api.model
    def _of_records(self, records):
        # Only the system changes followers; see _drop_blind.
        return self.sudo().search(
            [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        )

    @api.model
    def _of_partners(self, partners):
        threads = self.env["okr.chatter.mixin"]._thread_models()
        # As above.
        return self.sudo().search(
            [("res_model", "in", threads), ("partner_id", "in", partners.ids)]
        )

    def _drop_blind(self):
        """Unlink those who may not read what they follow, with their activities."""
        # Activities of others go with their sight, whoever took it away.
        blind, activities = self.browse(), self.env["mail.activity"].sudo()
        for (model, partner), followers in self.grouped(
            lambda follower: (follower.res_model, follower.partner_id)
        ).items():
            users = partner.user_ids
            records = self.env[model].browse(followers.mapped("res_id")).exists()
            hidden = records - records._seen_by(users)
            blind |= followers.filtered(lambda f, ids=hidden._ids: f.res_id in ids)
            activities |= activities.search(
                [
                    ("res_model", "=", model),
                    ("res_id", "in", hidden.ids),
                    ("user_id", "in", users.ids),
                ]
            )
        activities.unlink()
        blind.unlink()
