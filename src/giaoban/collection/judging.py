"""A form's typed figures held against the pack's rules: what blocks, what asks for a reason, what is still empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from giaoban.collection.blank import AnswerKey
from giaoban.collection.problems import Severity
from giaoban.indicators.catalogue import Form, Pack


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about some cells; it is shown at the first. `rule` is the rule's code, or `typed`, or `empty_form`.

    An `error` blocks; a `warning` asks for a reason in the first cell and blocks until one stands there.
    """

    rule: str
    severity: Severity
    cells: tuple[AnswerKey, ...]
    message: str
    way_out: str
    answered: bool = False

    @property
    def blocks(self) -> bool:
        return not self.answered


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything about the figures of a form. `empty` are the figures that it asks and that are not there: they are
    told, never blocked, for "not reported" is an answer too."""

    findings: tuple[Finding, ...]
    empty: tuple[AnswerKey, ...]

    @property
    def blocks(self) -> bool:
        return any(finding.blocks for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a cell: as typed, and the reason beside it."""

    typed: str
    reason: str = ""


def judge(
    pack: Pack,
    form: Form,
    cells: Mapping[AnswerKey, Typed],
    previous: Mapping[tuple[str, str], Decimal | None],
) -> Judgement:
    """The findings in order of the form for what cannot be read, then in the pack's order of rules.

    `previous` are the figures of the period before, by (indicator, breakdown). Messages are in the active language.
    """
    raise NotImplementedError


def rules_for_browser(pack: Pack, form: Form) -> list[dict[str, Any]]:
    """The form's rules as plain JSON, for the page to judge with as one types."""
    raise NotImplementedError
