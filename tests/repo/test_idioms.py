"""Nothing in the apps or their tests is written as it was in older Odoo versions."""

import pytest
from repo import idioms_client, idioms_orm, idioms_platform, idioms_syntax
from repo.files import tracked_texts
from repo.rule import Rule

RULES = [
    *idioms_orm.RULES,
    *idioms_syntax.RULES,
    *idioms_platform.RULES,
    *idioms_client.RULES,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_notices_what_it_forbids(rule: Rule):
    assert rule.bad
    for sample in rule.bad:
        assert rule.findings(rule.sample_path, sample), sample


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_lets_the_present_way_pass(rule: Rule):
    assert rule.good
    for sample in rule.good:
        assert not rule.findings(rule.sample_path, sample), sample


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_repository_keeps_the_rule(rule: Rule):
    findings = [
        finding
        for path, text in tracked_texts().items()
        for finding in rule.findings(path, text)
    ]
    assert not findings, "\n".join(findings)
