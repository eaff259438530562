from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_list

# Nobody reads more names in a sentence.
MAX_NAMES = 10


class OkrTemplateWizard(models.TransientModel):
    """Who gets what from the templates, and what there is to say about it before."""

    _inherit = "okr.template.wizard"

    def _plan(self):
        """Return (template, owner, team) of what is to be made, and of what exists."""
        self.ensure_one()
        templates = self.template_ids._origin
        known = self._known(templates)
        asked = [
            (template, owner, team)
            for owner, team in self._shares()
            for template in templates
        ]
        wanted, there = [], []
        for share in asked:
            ids = tuple(part.id for part in share)
            (there if ids in known else wanted).append(share)
        return wanted, there

    def _known(self, templates):
        """Return the ids of what was made from the templates in this session already.

        As far as the user sees it: of what is hidden not even this may be told.
        """
        objectives = self.env["okr.objective"].search_fetch(
            [
                ("session_id", "=", self.session_id._origin.id),
                ("template_id", "in", templates.ids),
                ("state", "!=", "cancelled"),
            ],
            ["template_id", "owner_id", "department_id"],
        )
        return {
            (o.template_id.id, o.owner_id.id, o.department_id.id) for o in objectives
        }

    def _shares(self):
        """Return (owner, team) of each who gets something, once."""
        shares = self._shares_of_teams() if self.share == "team" else []
        shares += [(person, person.department_id) for person in self._people()]
        return list(dict.fromkeys(shares))

    def _shares_of_teams(self):
        """Return (owner, team) of the teams; without a manager it is the user."""
        teams = self.department_ids._origin
        managers = self._colleagues([("id", "in", teams.manager_id.ids)])
        stand_in = self._colleagues([("user_id", "=", self.env.uid)])[:1]
        return [
            (
                managers.filtered(lambda m, t=team: m.id == t.manager_id.id)
                or stand_in,
                team,
            )
            for team in teams
        ]

    def _people(self):
        chosen = self.employee_ids._origin.ids
        people = self._colleagues([("id", "in", chosen)])
        if self.share == "member" and self.department_ids:
            below = self.department_ids._origin.ids
            people |= self._colleagues([("department_id", "child_of", below)])
        return people

    def _colleagues(self, domain):
        """Return who works in the company of the session, as everybody may know them.

        Not every OKR user reads employees: their team stands on what HR keeps.
        """
        company = Domain("company_id", "=", self.session_id.company_id.id)
        return self.env["hr.employee.public"].search(company & Domain(domain))

    def _notes(self):
        """Return in sentences what would be made, and what may surprise."""
        wanted, known = self._plan()
        if not wanted and not known:
            return []
        notes = [self._count(wanted)]
        if known:
            notes.append(
                self.env._(
                    "Left out, for they have it in this session already: %(people)s.",
                    people=self._name_some(
                        owner or team for _template, owner, team in known
                    ),
                )
            )
        leaderless = [
            team
            for owner, team in (self._shares_of_teams() if self.share == "team" else ())
            if owner.id != team.manager_id.id
        ]
        if leaderless:
            notes.append(
                self.env._(
                    "Without a manager, so the OKRs are yours until you hand them on: "
                    "%(teams)s.",
                    teams=self._name_some(leaderless),
                )
            )
        owners = {owner: True for _template, owner, _team in wanted}
        unreachable = [owner for owner in owners if owner and not owner.user_id]
        if unreachable:
            notes.append(
                self.env._(
                    "Without a user, so an OKR manager checks in for them: %(people)s.",
                    people=self._name_some(unreachable),
                )
            )
        return notes

    def _count(self, wanted):
        lines = [line for template, *_who in wanted for line in template.key_result_ids]
        return self.env._(
            "Objectives: %(objectives)s, key results: %(key_results)s, initiatives: "
            "%(initiatives)s.",
            objectives=len(wanted),
            key_results=len(lines),
            initiatives=sum(len(line._titles("initiatives")) for line in lines),
        )

    def _name_some(self, records):
        """Return the names of the first of these records, each once."""
        names = list(dict.fromkeys(record.display_name for record in records))
        more = len(names) - MAX_NAMES
        if more > 0:
            names = [*names[:MAX_NAMES], self.env._("%(count)s more", count=more)]
        return format_list(self.env, names)

    def _check_archived(self):
        """Refuse what left since it was chosen: it would be dropped without a word."""
        whole = self.with_context(active_test=False)
        for name in ("template_ids", "department_ids", "employee_ids"):
            archived = whole[name] - self[name]
            if archived:
                raise UserError(
                    self.env._(
                        "%(field)s: %(names)s is archived. Take it off the list.",
                        field=self._fields[name]._description_string(self.env),
                        names=self._name_some(archived),
                    )
                )
