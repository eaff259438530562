from odoo import api, models

# What decides who sees a record, or what is below it.
SIGHT_FIELDS = {
    "category_ids",
    "creator_id",
    "department_ids",
    "employee_id",
    "employee_ids",
    "key_result_id",
    "objective_id",
    "owner_id",
    "owner_ids",
    "session_id",
    "visibility",
}


class OkrChatterMixin(models.AbstractModel):
    """A conversation that only those follow, hear and remember who see its record."""

    _name = "okr.chatter.mixin"
    _description = "OKR Chatter"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    # Who sees it may discuss it.
    _mail_post_access = "read"

    def write(self, vals):
        result = super().write(vals)
        if SIGHT_FIELDS & vals.keys():
            self._drop_blind_followers()
        return result

    @api.model
    def _thread_models(self):
        """Return the names of the models that have such a conversation."""
        return sorted(self.env.registry["okr.chatter.mixin"]._inherit_children)

    def _below_in_sight(self):
        """Yield what takes who sees it from these records, archived ones too."""
        yield self
        whole = self.with_context(active_test=False)
        for name in ("key_result_ids", "initiative_ids"):
            if name in self._fields:
                yield whole[name]

    def _drop_blind_followers(self):
        """Let those stop following who see these records, or what is below, no more."""
        # Followers and hidden records below concern whoever makes the change not.
        for records in self.sudo()._below_in_sight():
            self.env["mail.followers"]._of_records(records)._drop_blind()

    @api.model
    def _drop_blind_users(self, users):
        """Let these users stop following what they see no more."""
        for name in self._thread_models():
            if "is_visible" in self.env[name]._fields:
                # Nothing of the record itself changed, so the cache may be wrong.
                self.env[name].invalidate_model(["is_visible"], flush=False)
        self.env["mail.followers"]._of_partners(users.partner_id)._drop_blind()

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Tell only those who may read the record; the others stop following it."""
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        if not self:
            return recipients
        # Accounts and their rights are looked at whoever posts.
        users = self.env["res.users"].sudo()
        readers = [
            recipient
            for recipient in recipients
            if recipient["uid"] and self._seen_by(users.browse(recipient["uid"]))
        ]
        blind = {recipient["id"] for recipient in recipients} - {
            recipient["id"] for recipient in readers
        }
        if blind:
            self.env["mail.followers"]._of_records(self).filtered(
                lambda follower: follower.partner_id.id in blind
            ).unlink()
        return readers

    def _seen_by(self, users):
        """Return which of these records one of the users may read."""
        seen = self.browse()
        for user in users:
            # Which companies somebody else looks at right now is not the question.
            mine = self.with_user(user).with_context(
                allowed_company_ids=user.company_ids.ids
            )
            seen |= mine._filtered_access("read").with_env(self.env)
        return seen
