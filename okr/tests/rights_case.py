"""Who may do what with the records of a model, beside the table of it."""

OPERATIONS = {"c": "create", "r": "read", "w": "write", "u": "unlink"}


def letters_of(records):
    """Return the letters of what their user may do with all of the records."""
    return "".join(
        letter
        for letter, operation in OPERATIONS.items()
        if records.has_access(operation)
    )


class RightsMixin:
    """The rights of each role, before any record rule says to which records.

    ``module`` is ours, ``rights`` is {model: {role: letters of OPERATIONS}}, and
    ``_role(name)`` returns a user who has that role and no other.
    """

    # Odoo's own runner would pass them over.
    allow_inherited_tests_method = True
    module = None
    rights = None

    def test_every_role_may_do_what_the_table_says_and_no_more(self):
        for model, rights in self.rights.items():
            for role, letters in rights.items():
                with self.subTest(model=model, role=role):
                    records = self.env[model].with_user(self._role(role))
                    self.assertEqual(letters_of(records), letters)

    def test_every_model_with_an_access_line_is_in_the_table(self):
        lines = self.env["ir.model.data"].search(
            [("module", "=", self.module), ("model", "=", "ir.model.access")]
        )
        lines = self.env["ir.model.access"].browse(lines.mapped("res_id"))
        self.assertEqual(set(lines.model_id.mapped("model")), set(self.rights))
