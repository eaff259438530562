"""People press the button of a check-in link twice."""

from functools import partial

from okr_testing import links, storm
from okr_testing.company import Company
from okr_testing.shell import run_in_odoo

KEY_RESULTS = 12


def test_of_two_posts_of_a_link_at_once_one_is_an_update(context, start_server):
    company = Company(context, start_server, 4, key_results=KEY_RESULTS)
    paths = run_in_odoo(context, company.database, "okr_testing.links.paths")
    browsers = [links.Browser(company.server, path) for path in paths * 2]
    jobs = [partial(browser.post, number) for number, browser in enumerate(browsers)]
    answers = storm.at_once(jobs)
    print(f"\n{storm.summary(answers)}, {storm.retries(company.server)} retries")
    assert [answer.error for answer in answers if answer.error] == []
    # The first of each two is thanked, the second told that it was.
    assert {"This link was used" in answer.result for answer in answers} == {True}
    updated = [key_result for key_result, _value in company.updates()]
    assert len(updated) == len(set(updated)) == KEY_RESULTS
    company.assert_exact()
