"""The shape of a pack: unit kinds, indicators, breakdowns, forms, rules, report templates, layout."""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=100)]
"""A readable dotted code, such as `members.admitted`."""
Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=64)]


class Part(BaseModel):
    """A part of a pack: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Part):
    """A text in both languages of the product."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """The text for a language code such as `vi` or `en-gb`; Vietnamese where it is another."""
        return self.en if language.startswith("en") else self.vi


class UnitKind(Part):
    """A kind of unit and under which kinds it may hang; no parents means that it may be the root."""

    code: Word
    name: Named
    plural: Named
    parents: tuple[Word, ...] = ()


class Kind(StrEnum):
    """How an indicator behaves over time."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"
    TEXT = "text"


class OverUnits(StrEnum):
    """How the values of units make the value of the unit above."""

    SUM = "sum"
    RECOMPUTE = "recompute"
    REPORTED = "reported"
    """Not additive: each unit's own statement stands for itself alone."""


class OverTime(StrEnum):
    """How the values of the parts of a period make the value of the period."""

    SUM = "sum"
    LATEST = "latest"
    RECOMPUTE = "recompute"


class Direction(StrEnum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Category(Part):
    """One value of a breakdown dimension."""

    code: Word
    name: Named


class Breakdown(Part):
    """A dimension by which an indicator is divided. Exhaustive categories add up to the total; others may overlap.

    A `sensitive` dimension (ethnic origin, religion) makes every figure sensitive that is divided by it.
    """

    code: Word
    name: Named
    categories: tuple[Category, ...] = Field(min_length=1)
    exhaustive: bool = True
    sensitive: bool = False


class Indicator(Part):
    """What is counted, in which unit of measure, and how it adds up over units and over time."""

    code: Code
    second_code: str = ""
    name: Named
    short_name: Named | None = None
    """For a tile, a chart's title, a narrow column."""
    unit_of_measure: Named
    kind: Kind
    over_units: OverUnits = OverUnits.SUM
    over_time: OverTime = OverTime.SUM
    decimals: int = Field(default=0, ge=0, le=4)
    good: Direction = Direction.NEUTRAL
    sensitive: bool = False
    target: Literal["none", "year", "period"] = "none"
    numerator: Code | None = None
    denominator: Code | None = None
    """Of a ratio: the two sums from which it is recomputed, times `factor`; `target` = the numerator's own target."""
    factor: int = 100
    figure_of: Code | None = None
    """For a figure that is promised twice: this indicator is only a further target of that one and takes its figures."""
    breakdowns: tuple[Word, ...] = ()
    from_register: Literal["recommendations.closed"] | None = Field(default=None, alias="register")
    """`register`: which register of the product counts it, so that no form asks it; `docs/recommendations.md`."""
    definition: Named
    """What is in and what is out, in one or two sentences."""
    source: str = ""
    """Where the definition comes from: a decree, a form, a page."""


class FormRow(Part):
    """One indicator asked by a form, with the breakdowns asked of it; its target is asked where the indicator has one."""

    indicator: Code
    breakdowns: tuple[Word, ...] = ()


class FormSection(Part):
    """A group of rows under a heading."""

    code: Word
    title: Named
    rows: tuple[FormRow, ...] = Field(min_length=1)


class Due(Part):
    """When a form is due: working days after the last day of the period.

    `lock_after`: so many working days after that it is locked, and taken no more without an extension; None: never.
    """

    working_days: int = Field(ge=0, le=60)
    lock_after: int | None = Field(default=None, ge=0, le=250)


class Form(Part):
    """What a unit of certain kinds reports for each period of a kind."""

    code: Word
    name: Named
    every: Literal["week", "month", "quarter", "half_year", "year"]
    figures: Literal["period", "cumulative"] = "period"
    """Whether a figure is for the period alone or counted since the start of the year."""
    covers: Literal["unit", "subtree"] = "subtree"
    """Whether a unit's figure is its own work alone (adds to its children's) or a statement for all below it."""
    reported_by: tuple[Word, ...] = Field(min_length=1)
    due: Due
    sections: tuple[FormSection, ...] = Field(min_length=1)


class Rule(Part):
    """A check of the figures of one unit and period. `error` blocks, `warning` asks.

    - `at_most`: `left` <= `right`
    - `parts_add_up`: the categories of an exhaustive `breakdown` of `left` add up to its total
    - `parts_within`: no category of a `breakdown` of `left` exceeds its total
    - `equals_sum`: `left` = the sum of `terms`, each with its sign
    - `carried_over`: `left`, a stock, = `left` of the period before + the sum of `terms`, each with its sign
    - `jump`: `left` moved by more than `factor` times against the period before, and by at least `least`

    `message` says what is wrong, with `{value}` for the figure of `left` and `{other}` for what it is held against
    (the right side, the sum, the total, the period before); `parts_within` also has `{category}`.
    """

    code: Word
    kind: Literal["at_most", "parts_add_up", "parts_within", "equals_sum", "carried_over", "jump"]
    severity: Literal["error", "warning"]
    left: Code
    right: Code | None = None
    breakdown: Word | None = None
    terms: tuple[tuple[Literal["+", "-"], Code], ...] = ()
    factor: int = Field(default=3, ge=2)
    least: int = Field(default=10, ge=1)
    message: Named


class ReportTemplate(Part):
    """A report that the pack can write: its Markdown file lies beside as `reports/CODE.md.j2`."""

    code: Word
    name: Named
    periods: tuple[Literal["week", "month", "quarter", "half_year", "nine_months", "year"], ...]
    layout: Literal["party", "state"]
    document_type: Named
    abstract: Named
    """What the report is about; `{period}` stands for the period's name."""


class Letterhead(Part):
    """The standing parts of an office's documents; see `docs/documents.md` for where each stands."""

    superior_body: str = ""
    issuing_body: str
    symbol: str
    """The letters after the number, such as `BC/TU` or `BC-UBND`."""
    place: str
    signing_authority: str
    """For whom the report is signed and, on a line of its own, in whose place: `TM. …`, `KT. …`."""
    signing_post: str
    signing_name: str = ""
    by_order_authority: str = ""
    """On whose order the chief of the office signs, as notices are signed: `T/L …`, `TL. …`; empty where nobody does."""
    by_order_post: str = ""
    terms: tuple[date, ...] = ()
    """The first days of the committee's terms, in each of which the Party numbers its documents anew (36-HD/VPTW)."""
    recipients: tuple[str, ...] = Field(min_length=1)


class Head(Part):
    """What a pack says once."""

    code: Word
    name: Named
    calendar: Literal["civil", "state"]
    default_period: Literal["week", "month", "quarter", "half_year", "nine_months", "year"]
    key_indicators: tuple[Code, ...] = Field(min_length=1)
    """Which indicators the home page shows as tiles, in order."""
    letterhead: Letterhead
    holidays: tuple[date, ...] = ()
    """Days off that a notice sets each year, beside weekends and the holidays of the solar calendar."""


class Pack(Head):
    """Everything that is particular to a kind of organisation."""

    unit_kinds: tuple[UnitKind, ...] = Field(min_length=1)
    breakdowns: tuple[Breakdown, ...] = ()
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    forms: tuple[Form, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = ()
    reports: tuple[ReportTemplate, ...] = ()

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def _breakdowns(self) -> dict[str, Breakdown]:
        return {breakdown.code: breakdown for breakdown in self.breakdowns}

    @cached_property
    def _forms(self) -> dict[str, Form]:
        return {form.code: form for form in self.forms}

    @cached_property
    def _unit_kinds(self) -> dict[str, UnitKind]:
        return {kind.code: kind for kind in self.unit_kinds}

    @cached_property
    def _reports(self) -> dict[str, ReportTemplate]:
        return {template.code: template for template in self.reports}

    @cached_property
    def _asking(self) -> dict[tuple[str, str], Form]:
        return {
            (kind, row.indicator): form
            for form in self.forms
            for kind in form.reported_by
            for section in form.sections
            for row in section.rows
        }

    def form_asking(self, indicator: str, unit_kind: str) -> Form | None:
        """The one form in which a unit of that kind reports the indicator; None where it does not report it."""
        return self._asking.get((unit_kind, indicator))

    def indicator(self, code: str) -> Indicator:
        """The indicator of that code; `KeyError` where the pack has none."""
        return self._indicators[code]

    def has_indicator(self, code: str) -> bool:
        return code in self._indicators

    def breakdown(self, code: str) -> Breakdown:
        """The dimension of that code; `KeyError` where the pack has none."""
        return self._breakdowns[code]

    def form(self, code: str) -> Form:
        """The form of that code; `KeyError` where the pack has none."""
        return self._forms[code]

    def unit_kind(self, code: str) -> UnitKind:
        """The kind of unit of that code; `KeyError` where the pack has none."""
        return self._unit_kinds[code]

    def report(self, code: str) -> ReportTemplate:
        """The report template of that code; `KeyError` where the pack has none."""
        return self._reports[code]
