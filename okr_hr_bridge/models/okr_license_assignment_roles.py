from collections import defaultdict

from odoo import api, models
from odoo.fields import Command

from .okr_license_type import ROLES

# From more people on, a role is written for all of them at once, three times as fast.
FEW = 10


class OkrLicenseAssignment(models.Model):
    """The roles that come with a seat, and go with it.

    A role counts with all that it implies: of *Manager*, an administrator takes away
    the Manager and the Supervisor by leaving the User.
    """

    _inherit = "okr.license.assignment"

    @api.depends("given_roles")
    def _compute_given_group_ids(self):
        for assignment in self:
            assignment.given_group_ids = self._roles_named(assignment.given_roles)

    @api.model
    def _names_of_roles(self, groups):
        known = self.env["okr.license.type"]._okr_groups()
        return " ".join(
            name for name, group in zip(ROLES, known, strict=True) if group in groups
        )

    @api.model
    def _roles_named(self, names):
        known = self.env["okr.license.type"]._okr_groups()
        given = (names or "").split()
        return known.browse(
            group.id for name, group in zip(ROLES, known, strict=True) if name in given
        )

    @api.model
    def _roles_to_give(self, people, types, vals_list):
        """Return, for each assignment, the roles aimed at and those given anew."""
        none = self.env["res.groups"]
        withheld = self._withheld_before([user for _employee, user in people])
        of_type = {one: self._roles_of(one) for one in set(types)}
        held, result = {}, []
        for (_employee, user), license_type, vals in zip(
            people, types, vals_list, strict=True
        ):
            if not vals["assign_roles"]:
                result.append((none, none))
                continue
            target = of_type[license_type] - withheld[user.id]
            if user.group_ids not in held:
                held[user.group_ids] = self._okr_roles_in(user.group_ids)
            result.append((target, target - held[user.group_ids]))
        return result

    @api.model
    def _withheld_before(self, users):
        """Return {user id: roles} of what administrators took away from a seat."""
        # Also what was before the reader's companies.
        earlier = self.sudo().with_context(active_test=False)
        found = earlier.search(
            [
                ("user_id", "in", [user.id for user in users]),
                ("withheld_group_ids", "!=", False),
            ]
        )
        withheld = defaultdict(self.env["res.groups"].browse)
        for assignment in found:
            withheld[assignment.user_id.id] |= assignment.withheld_group_ids
        return withheld

    @api.model
    def _roles_of(self, license_type):
        # What a type gives is HR's to know, though groups are not.
        return self._okr_roles_in(license_type.sudo().group_ids)

    @api.model
    def _okr_roles_in(self, groups):
        """Return the OKR roles among these groups and all that they imply."""
        return groups.all_implied_ids & self.env["okr.license.type"]._okr_groups()

    @api.model
    def _highest(self, groups):
        """Return those of these groups that no other one of them implies."""
        implied = groups.browse().union(*(g.all_implied_ids - g for g in groups))
        return groups - implied

    @api.model
    def _give_roles(self, people, roles):
        """Give each role to all at once, and none that another one implies."""
        ids_by_group, highest = defaultdict(list), {}
        for (_employee, user), (target, given) in zip(people, roles, strict=True):
            if target not in highest:
                highest[target] = self._highest(target)
            for group in highest[target] & given:
                ids_by_group[group].append(user.id)
        for group, ids in ids_by_group.items():
            self._write_role(group, Command.link, ids)

    @api.model
    def _write_role(self, group, command, ids):
        """Link these accounts to a role, or unlink them from it."""
        # HR managers give these roles and no others, through an assignment alone.
        group = group.sudo()
        if len(ids) > FEW:
            group.user_ids = [command(id_) for id_ in ids]
            self._read_groups_at_once(ids)
            return
        # Past the row of the role itself, for which others who save would wait.
        accounts = group.env["res.users"].browse(ids)
        accounts.write({"group_ids": [command(group.id)]})

    @api.model
    def _read_groups_at_once(self, ids):
        """Read the groups of these accounts, which Odoo would read one by one."""
        # Groups are not HR's to read.
        self.env["res.users"].sudo().browse(ids).mapped("group_ids")

    def _take_back_roles(self):
        """Take away the roles that came with these seats, from all at once.

        Return {roles: assignments} of what somebody else had taken away before.
        """
        ids_by_group, withheld, held = defaultdict(list), defaultdict(list), {}
        named = {
            names: self._roles_named(names) for names in {*self.mapped("given_roles")}
        }
        for assignment in self:
            given = named[assignment.given_roles]
            explicit = assignment.user_id.group_ids
            for group in given & explicit:
                ids_by_group[group].append(assignment.user_id.id)
            if explicit not in held:
                held[explicit] = self._okr_roles_in(explicit)
            withheld[given - held[explicit]].append(assignment.id)
        for group, ids in ids_by_group.items():
            self._write_role(group, Command.unlink, ids)
        return {groups: self.browse(ids) for groups, ids in withheld.items()}

    def _ask_to_check_roles(self):
        """Leave whoever assigned one to-do to look at the roles that were given."""
        given = self.filtered("given_roles")
        if not given or self.env.user._is_superuser():
            return
        names = ", ".join(given[:10].user_id.mapped("name"))
        given[0].activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=self.env.uid,
            summary=self.env._("Check the OKR roles of %(names)s", names=names)
            if len(given) <= 10
            else self.env._(
                "Check the OKR roles of %(names)s and %(count)s more",
                names=names,
                count=len(given) - 10,
            ),
        )
