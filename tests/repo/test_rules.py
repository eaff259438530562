"""The texts of this repository keep the rules of the house."""

import pytest
from repo.files import tracked_texts
from repo.rules import RULES

ids = [rule.name for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_the_rule_notices_what_it_forbids(rule):
    assert rule.bad
    for sample in rule.bad:
        assert rule.findings(rule.sample_path, sample), sample


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_the_rule_lets_the_rest_pass(rule):
    for sample in rule.good:
        assert not rule.findings(rule.sample_path, sample), sample


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_the_repository_keeps_the_rule(rule):
    findings = [
        finding
        for path, text in tracked_texts().items()
        for finding in rule.findings(path, text)
    ]
    assert not findings, "\n".join(findings)
