from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date

from .okr_lifecycle_mixin import COUNTED


class OkrObjective(models.Model):
    """One page of an objective, to present and to print: what it is and how it goes."""

    _inherit = "okr.objective"

    def _pages(self):
        """Return what the reader sees of each objective and of what is below it.

        In as many queries for many as for one.
        """
        status, ambition = map(self._selection_labels, ("status", "ambition"))
        key_results = self._page_key_results()
        initiatives = self._page_initiatives()
        return [
            {
                "id": one.id,
                "name": one.name,
                "problem": one.problem or "",
                # A name is all that is told of who owns it, and of the team.
                "owner": one.owner_id.name or "",
                "department": one.department_id.display_name or "",
                "ambition": one.ambition == "aspirational" and ambition[one.ambition],
                "progress": one.progress,
                "expected_progress": one.expected_progress,
                "status": one.status,
                "status_label": status.get(one.status, ""),
                "why_status": one.why_status or "",
                "key_results": key_results.get(one.id, []),
                "initiatives": initiatives.get(one.id, []),
            }
            for one in self
        ]

    def _page_key_results(self):
        """Return {objective id: [what is said of each key result]}."""
        found = self.env["okr.key.result"].search(
            COUNTED & Domain("objective_id", "in", self.ids)
        )
        notes = found._latest_notes()
        status, confidence = map(found._selection_labels, ("status", "confidence"))
        rows = {}
        for one in found:
            rows.setdefault(one.objective_id.id, []).append(
                {
                    "id": one.id,
                    "name": one.name,
                    "measure": one.update_information,
                    "progress": one.progress,
                    "expected_progress": one.expected_progress,
                    "status": one.status,
                    "status_label": status.get(one.status, ""),
                    "confidence": confidence.get(one.confidence, ""),
                    # Names of colleagues are no secret, but stand with HR.
                    "owners": ", ".join(one.sudo().owner_ids.mapped("name")),
                    "note": notes.get(one.id, False),
                }
            )
        return rows

    def _page_initiatives(self):
        """Return {objective id: [what is said of each initiative]}."""
        found = self.env["okr.initiative"].search(
            COUNTED & Domain("objective_id", "in", self.ids)
        )
        states = dict(found._fields["state"]._description_selection(self.env))
        rows = {}
        for one in found:
            day = one.date_deadline
            rows.setdefault(one.objective_id.id, []).append(
                {
                    "id": one.id,
                    "name": one.name,
                    # As above.
                    "assignee": one.sudo().employee_id.name or "",
                    "state": one.state,
                    "state_label": states[one.state],
                    "deadline": day and format_date(self.env, day),
                }
            )
        return rows
