"""What the server says about typed figures; the browser runs the same cases."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from giaoban.collection.blank import AnswerKey
from giaoban.collection.judging import Judgement, Typed, judge, line_key, rules_for_browser
from giaoban.indicators.catalogue import Pack
from giaoban.indicators.packs import named

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("rule_cases.json").read_text(encoding="utf-8"))


@pytest.fixture
def pack() -> Pack:
    return named("party_committee")


def key(line: str) -> AnswerKey:
    indicator, _bar, breakdown = line.partition("|")
    return indicator, breakdown, "actual"


def judged(
    pack: Pack, form: str, typed: Mapping[str, str], previous: Mapping[str, str | None], reason: str = ""
) -> Judgement:
    before = {key(line)[:2]: None if value is None else Decimal(value) for line, value in previous.items()}
    cells = {key(line): Typed(value, reason) for line, value in typed.items()}
    return judge(pack, pack.form(form), cells, before)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_cases_that_the_browser_runs_too(pack: Pack, case: dict[str, Any]) -> None:
    found = judged(pack, case["form"], case["typed"], case["previous"]).findings
    said = [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "cells": [line_key(*cell[:2]) for cell in finding.cells],
            "message": finding.message,
        }
        for finding in found
    ]
    assert [{name: one[name] for name in two} for one, two in zip(said, case["findings"], strict=True)] == case[
        "findings"
    ]


def test_the_cases_hold_every_kind_of_rule(pack: Pack) -> None:
    kinds = {rule.code: rule.kind for rule in pack.rules}
    broken = {finding["rule"] for case in CASES for finding in case["findings"]} & kinds.keys()
    assert {kinds[code] for code in broken} == set(kinds.values())


def test_a_warning_is_answered_in_its_first_cell(pack: Pack) -> None:
    asked = judged(pack, "organisation_work", {"members.total": "5000"}, {"members.total": "1000"})
    assert [finding.blocks for finding in asked.findings] == [True]
    told = judged(pack, "organisation_work", {"members.total": "5000"}, {"members.total": "1000"}, reason="Sáp nhập")
    assert not told.blocks
    assert told.findings[0].answered


def test_no_reason_makes_an_impossible_figure_possible(pack: Pack) -> None:
    typed = {"members.total": "1", "members.probationary": "2"}
    assert judged(pack, "organisation_work", typed, {}, reason="Đúng vậy").blocks


def test_figures_that_are_not_there_are_told_and_do_not_block(pack: Pack) -> None:
    found = judged(pack, "organisation_work", {"members.total": "10", "members.left": "x"}, {})
    assert ("members.probationary", "", "actual") in found.empty
    assert not {("members.total", "", "actual"), ("members.left", "", "actual")} & set(found.empty)


def test_a_form_of_words_is_whole_without_figures(pack: Pack) -> None:
    words = {cell.indicator: "Đã làm." for section in pack.form("narrative").sections for cell in section.rows}
    found = judged(pack, "narrative", words, {})
    assert (found.findings, found.empty) == ((), ())


@pytest.mark.parametrize("code", ["party_committee", "people_committee"])
def test_the_rules_of_every_form_go_to_the_browser_as_json(code: str) -> None:
    pack = named(code)
    sent = [rule for form in pack.forms for rule in json.loads(json.dumps(rules_for_browser(pack, form)))]
    assert {rule["code"] for rule in sent} == {rule.code for rule in pack.rules}
    assert all(len(rule["parts"]) == len(rule["categories"]) for rule in sent if "parts" in rule)


def test_the_rules_speak_the_readers_language(pack: Pack) -> None:
    with override("en"):
        (first, *_rest) = rules_for_browser(pack, pack.form("organisation_work"))
        assert first["message"].startswith("Probationary members")
        found = judged(pack, "organisation_work", {"members.total": "1", "members.probationary": "2"}, {})
        assert found.findings[0].message == "Probationary members (2) exceed all members (1)."
