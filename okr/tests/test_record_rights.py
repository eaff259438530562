from .record_case import RecordCase
from .record_rights import RIGHTS


class TestRecordRights(RecordCase):
    """What each person may do with each record, as the table says."""

    def _table(self):
        """Return {model: {what it is: {login: letters}}}."""
        table, model = {}, None
        logins = self.people.mapped("login")
        for line in RIGHTS.strip().splitlines():
            if line.startswith(" "):
                what, *cells = line.rsplit(maxsplit=len(logins))
                letters = ("" if cell == "-" else cell for cell in cells)
                table[model][what.strip()] = dict(zip(logins, letters, strict=True))
            else:
                model = line
                table[model] = {}
        return table

    def test_everybody_may_do_what_the_table_says_and_no_more(self):
        table = self._table()
        self.assertEqual(set(table), set(self.samples))
        for model, rows in table.items():
            facts = self._facts(model)
            self.assertEqual(set(rows), set(self.samples[model]))
            for what, letters in rows.items():
                with self.subTest(model=model, record=what):
                    self.assertEqual(
                        {login: facts[what, login] for login in letters}, letters
                    )
