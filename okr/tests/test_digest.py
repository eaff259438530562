from odoo.tests import tagged

from .access_case import AccessCase


@tagged("post_install", "-at_install")
class TestDigest(AccessCase):
    """Odoo's own digest counts the check-ins that its reader may see."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.digest = cls.env["digest.digest"].create(
            {
                "name": "Ours",
                "company_id": cls.company.id,
                "kpi_okr_check_ins": True,
                "user_ids": (cls.user | cls.manager | cls.user_none).ids,
            }
        )

    def _counted(self, user):
        """Return the figure of the last day, nothing where there is none."""
        self._as(user, self.digest)
        kpis = self.digest._compute_kpis(self.company, user)
        return [
            kpi["kpi_col1"]["value"]
            for kpi in kpis
            if kpi["kpi_name"] == "kpi_okr_check_ins"
        ]

    def test_each_reads_of_what_they_may_see(self):
        self._travel_to(self._days(-1))
        self._check_in(self.key_result, 10)
        wrong = self._check_in(self.key_result, 11)
        wrong.with_user(self.user).action_void("A slip")
        self._check_in(self.secret_key_result, 20, user=self.manager)
        self._travel_to(self.today, hour=1)
        self.assertEqual(self._counted(self.user), [1])
        self.assertEqual(self._counted(self.manager), [2])
        self.assertEqual(self._counted(self.user_none), [])

    def test_the_digest_that_everybody_has_counts_them(self):
        self.assertTrue(self.env.ref("digest.digest_digest_default").kpi_okr_check_ins)
