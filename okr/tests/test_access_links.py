from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.models import MAGIC_COLUMNS

from .access_case import AccessCase

NOWHERE = 2_000_000_000


class TestAccessLinks(AccessCase):
    """Who writes an id must see what it belongs to, whichever way it comes in."""

    def setUp(self):
        super().setUp()
        self.mine = self._create_objective(name="Mine", user=self.supervisor)
        self.my_key_result = self._create_key_result(
            name="Mine too",
            objective_id=self.mine.id,
            owner_ids=[Command.set(self.employee_supervisor.ids)],
            user=self.supervisor,
        )
        self.mine = self._as(self.supervisor, self.mine)

    def _hidden(self, model):
        secrets = {
            "okr.session": self.secret_session,
            "okr.objective": self.secret,
            "okr.key.result": self.secret_key_result,
            "okr.initiative": self.secret_initiative,
        }
        return secrets.get(model)

    def _values(self, model):
        """Return good values for a record of the supervisor, without its links."""
        return {
            "okr.objective": {"name": "New", "session_id": self.session.id},
            "okr.key.result": {
                "name": "New",
                "objective_id": self.mine.id,
                "target_value": 1.0,
                "owner_ids": [Command.set(self.employee_user.ids)],
            },
            "okr.initiative": {
                "name": "New",
                "objective_id": self.mine.id,
                "employee_id": self.employee_user.id,
            },
            "okr.milestone": {"name": "New", "key_result_id": self.my_key_result.id},
            "okr.update": {"key_result_id": self.my_key_result.id, "value": 1.0},
        }[model]

    def _links(self):
        """Yield (model, field, a hidden record) for each link a client may write."""
        for model in (
            "okr.objective",
            "okr.key.result",
            "okr.initiative",
            "okr.milestone",
            "okr.update",
        ):
            records = self.env[model].with_user(self.supervisor)
            for name in records._link_fields() - records._system_fields():
                hidden = self._hidden(records._fields[name].comodel_name)
                if hidden is not None:
                    yield records, records._fields[name], hidden

    def _given(self, field, id_):
        """Yield the ways in which a client may give an id to this field."""
        if field.type == "many2one":
            return [id_]
        return [
            [Command.link(id_)],
            [Command.set([id_])],
            [Command.update(id_, {"active": True})],
        ]

    def test_no_hidden_id_is_taken_at_creation(self):
        for records, field, hidden in self._links():
            for given in self._given(field, hidden.id):
                with self.subTest(field=str(field), given=given):
                    with self.assertRefused(error=AccessError) as refused:
                        records.create(
                            {**self._values(records._name), field.name: given}
                        )
                    self.assertNoCanary(str(refused.exception))

    def test_no_hidden_id_is_taken_when_written(self):
        existing = {
            "okr.objective": self.mine,
            "okr.key.result": self.my_key_result,
            "okr.initiative": self._create_initiative(
                objective_id=self.mine.id, user=self.supervisor
            ),
            "okr.milestone": self.env["okr.milestone"]
            .with_user(self.supervisor)
            .create(
                {
                    "name": "A stage",
                    "key_result_id": self.my_key_result.id,
                    "goalpost_reason": "New",
                }
            ),
        }
        for records, field, hidden in self._links():
            record = existing.get(records._name)
            for given in self._given(field, hidden.id) if record else ():
                with self.subTest(field=str(field), given=given):
                    with self.assertRefused(error=AccessError) as refused:
                        record.with_user(self.supervisor).write({field.name: given})
                    self.assertNoCanary(str(refused.exception))
                    with self.assertRefused(error=AccessError):
                        record.with_user(self.supervisor).web_save(
                            {field.name: given}, {"display_name": {}}
                        )

    def test_a_form_that_is_being_filled_takes_no_hidden_id(self):
        for records, field, hidden in self._links():
            spec = {field.name: {"fields": {"display_name": {}}}}
            for given in self._given(field, hidden.id):
                values = {**self._values(records._name), field.name: given}
                with self.subTest(field=str(field), given=given):
                    with self.assertRefused(error=AccessError):
                        records.onchange(values, [field.name], spec)
                    with self.assertRefused(error=AccessError):
                        records.onchange(values, [], spec)

    def test_no_hidden_id_is_taken_in_a_nested_line(self):
        line = {"name": "Line", "parent_id": self.secret.id}
        for call in (
            lambda values: self.mine.write(values),
            lambda values: self.mine.onchange(
                values,
                ["child_ids"],
                {"child_ids": {"fields": {"parent_id": {"fields": {"name": {}}}}}},
            ),
        ):
            with self.assertRefused(error=AccessError):
                call({"child_ids": [Command.create(line)]})

    def test_no_hidden_id_is_taken_from_the_defaults_of_a_context(self):
        for records, field, hidden in self._links():
            ids = hidden.id if field.type == "many2one" else hidden.ids
            given = records.with_context(**{f"default_{field.name}": ids})
            with self.subTest(field=str(field)):
                with self.assertRefused(error=AccessError):
                    given.default_get([field.name])
                with self.assertRefused(error=AccessError):
                    given.onchange({}, [], {field.name: {}})
                values = self._values(records._name)
                values.pop(field.name, None)
                with self.assertRefused(error=AccessError):
                    given.create(values)

    def test_no_hidden_id_is_imported(self):
        for column, value in (
            ("parent_id/.id", str(self.secret.id)),
            ("parent_id", self.secret.name),
            ("parent_id/id", self.secret._export_rows([["id"]])[0][0]),
        ):
            with self.subTest(column=column):
                result = self.mine.browse().load(
                    ["name", "session_id/.id", column],
                    [["Imported", str(self.session.id), value]],
                )
                self.assertFalse(result["ids"])

    def test_a_copy_leaves_hidden_links_out(self):
        self.mine.with_user(self.manager).write(
            {
                "parent_id": self.secret.id,
                "related_objective_ids": self.secret.ids,
                "related_key_result_ids": self.secret_key_result.ids,
            }
        )
        copied = self._as(self.supervisor, self.mine).copy()
        self.assertFalse(copied.sudo().parent_id)
        self.assertFalse(copied.sudo().related_objective_ids)
        self.assertFalse(copied.sudo().related_key_result_ids)
        with self.assertRefused(error=AccessError):
            self.mine.copy({"parent_id": self.secret.id})

    def test_a_hidden_parent_that_stands_may_be_saved_again(self):
        self.mine.with_user(self.manager).parent_id = self.secret
        mine = self._as(self.supervisor, self.mine)
        mine.write({"name": "Renamed", "parent_id": self.secret.id})
        self.assertEqual(mine.name, "Renamed")
        other = self._create_objective(name="Other", user=self.supervisor)
        with self.assertRefused(error=AccessError):
            (mine | other.with_user(self.supervisor)).write(
                {"parent_id": self.secret.id}
            )

    def test_a_hidden_id_and_one_that_does_not_exist_get_the_same_answer(self):
        answers = []
        for id_ in (self.secret.id, NOWHERE):
            with self.assertRefused(error=UserError) as refused:
                self.mine.write({"parent_id": id_})
            answers.append(str(refused.exception))
        self.assertEqual(*answers)

    def test_what_the_system_keeps_is_not_written_by_a_client(self):
        for model in (
            "okr.session",
            "okr.objective",
            "okr.key.result",
            "okr.update",
            "okr.milestone",
            "okr.initiative",
        ):
            records = self.env[model].with_user(self.manager)
            values = {} if model == "okr.session" else self._values(model)
            for name in records._system_fields():
                with self.subTest(model=model, field=name):
                    with self.assertRefused(error=UserError):
                        records.create({**values, name: 1})
                    with self.assertRefused(error=UserError):
                        records.search([], limit=1).write({name: 1})

    def test_every_field_that_only_the_system_writes_is_one_of_them(self):
        for model in (
            "okr.session",
            "okr.objective",
            "okr.key.result",
            "okr.update",
            "okr.milestone",
            "okr.initiative",
        ):
            records = self.env[model]
            kept = {
                name
                for name, field in records._fields.items()
                if field.store
                and field.type != "one2many"
                and (field.readonly or field.related)
                and name not in MAGIC_COLUMNS
                and name not in ("parent_path", "message_main_attachment_id")
            }
            self.assertFalse(kept - records._system_fields(), model)
