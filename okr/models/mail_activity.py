from odoo import api, models
from odoo.exceptions import ValidationError

from odoo.addons.mail.tools.discuss import Store


class MailActivity(models.Model):
    """An activity keeps no title of an OKR record, which its assignee may not see."""

    _inherit = "mail.activity"

    def _compute_res_name(self):
        threads = self.env["okr.chatter.mixin"]._thread_models()
        ours = self.filtered(lambda activity: activity.res_model in threads)
        super(MailActivity, self - ours)._compute_res_name()
        for activity in ours:
            # Stored, searched and put into subjects for everybody.
            activity.res_name = self.env["ir.model"]._get(activity.res_model).name

    def _read_format(self, fnames, load="_classic_read"):
        rows = super()._read_format(fnames, load)
        if "res_name" not in fnames:
            return rows
        labels = self._okr_labels()
        for row in rows:
            row["res_name"] = labels.get(row["id"]) or row["res_name"]
        return rows

    def _okr_labels(self):
        """Return {id: what a link to its record shows} of those about OKR records."""
        labels, threads = {}, self.env["okr.chatter.mixin"]._thread_models()
        # Which record it is about may not be among what the reader asked for.
        for model, activities in self.sudo().grouped("res_model").items():
            if model not in threads:
                continue
            records = self.env[model].browse(activities.mapped("res_id")).exists()
            # As a link is read: a title, or that the reader does not see it.
            shown = {record.id: record.display_name for record in records.sudo()}
            for activity in activities:
                labels[activity.id] = shown.get(activity.res_id)
        return labels

    def _to_store_defaults(self, target):
        answer = Store.Attr("okr_answer", lambda activity: activity._okr_answer())
        return [*super()._to_store_defaults(target), answer]

    def _okr_answer(self):
        """Return what the reader can do about an update: give it, or ask for it."""
        asked = self.active and self.activity_category == "okr_update"
        if not asked or self.res_model != "okr.key.result":
            return False
        key_result = self.env[self.res_model].browse(self.res_id)
        if not key_result.has_access("read"):
            return False
        if key_result.can_update:
            return "update"
        return "ask" if key_result.can_ask else False

    def _classify_by_model(self):
        # A reminder makes nobody a follower: this is what is subscribed by.
        reminding = self.env.context.get("okr_reminder")
        return {} if reminding else super()._classify_by_model()

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        activities._check_assignee_sees_okr()
        return activities

    def write(self, vals):
        result = super().write(vals)
        if {"user_id", "res_id", "res_model_id"} & vals.keys():
            self._check_assignee_sees_okr()
        return result

    def _check_assignee_sees_okr(self):
        """Refuse to assign somebody who does not see the record."""
        if self.env.su:
            # Jobs assign those who see it; the stored name holds no title anyway.
            return
        threads = self.env["okr.chatter.mixin"]._thread_models()
        # Who may read the record is asked for the assignee, not for the actor.
        activities = self.sudo()
        given = activities.grouped(lambda one: (one.res_model, one.user_id))
        for (model, user), some in given.items():
            if not user or model not in threads:
                continue
            records = self.env[model].browse(some.mapped("res_id"))
            if records - records._seen_by(user):
                raise ValidationError(
                    self.env._(
                        "%(user)s does not see this record. Assign somebody who does.",
                        user=user.name,
                    )
                )
