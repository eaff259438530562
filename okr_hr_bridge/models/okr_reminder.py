from odoo import api, models


class OkrReminder(models.Model):
    """Reminders pause while nobody could check in."""

    _inherit = "okr.reminder"

    @api.model
    def _paused(self):
        pool = self.env["okr.license.pool"]._get()
        ended = pool._state() == "ended"
        return pool._ended_sentence() if ended else super()._paused()
