"""A report is asked for by template, period and unit; the books are read and the frozen model comes out."""

import hashlib
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import override

from giaoban.analysis.narratives import last_words
from giaoban.analysis.office import rollup_books
from giaoban.analysis.withholding import DiscreetBooks
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Kind, Pack, ReportTemplate
from giaoban.language.locales import Language
from giaoban.periods.calendars import calendar, days
from giaoban.periods.names import write_period
from giaoban.periods.period import Period
from giaoban.reports.anchors import plain as plain_code
from giaoban.reports.frame import frame
from giaoban.reports.matter import Matter
from giaoban.reports.model import Block, Report
from giaoban.reports.problems import NoSuchTemplate, UnfitPeriod
from giaoban.reports.template import compose
from giaoban.reports.values import said
from giaoban.reports.work_books import work_of


def build(
    template_code: str,
    period: Period,
    *,
    unit_code: str | None,
    at: datetime,
    language: Language,
    known_at: datetime | None = None,
    notice: str = "",
) -> Report:
    """The report of a unit (the root, where `unit_code` is None) for a period, from the books as they stand.

    `at` dates the document and its files; `known_at` asks for the books as they stood then; `notice` is a line that
    every copy shows. Raises `NoSuchTemplate`, `UnfitPeriod`, `TemplateProblem` and `units.tree.NoSuchUnit`.
    """
    pack = packs.current()
    template = template_of(pack, template_code, period)
    books = rollup_books(period, known_at=known_at)
    tree = books.tree
    unit = tree.root if unit_code is None else tree.by_code(unit_code)
    sections = [indicator.code for indicator in pack.indicators if indicator.kind is Kind.TEXT]
    words = last_words(period, (unit, *tree.children(unit)), sections, known_at=known_at)
    # A report goes to many hands: what small counts could say of a person stays out of it.
    with override(language):
        work = work_of(
            tree, unit, days(period, calendar(pack.calendar)), at=localdate(known_at or at), language=language
        )
    matter = Matter(pack, tree, unit, period, DiscreetBooks(books, known_at=known_at), language, words, work)
    return write_up(source(pack, template_code), template, matter, at=at, notice=notice)


def write_up(text: str, template: ReportTemplate, matter: Matter, *, at: datetime, notice: str = "") -> Report:
    """The report that the template's `text` makes of the matter; reads nothing else."""
    with override(matter.language):
        blocks = compose(text, template.code, matter)
        outside = frame(matter, template, at.date(), notice)
        title = f"{template.name.in_language(matter.language)}, {write_period(matter.period, matter.language)}, {matter.unit.name}"
    return Report(
        code=_code(template, matter, blocks),
        title=title,
        template=template.code,
        unit=matter.unit.code,
        period=matter.period.code,
        at=at,
        language=matter.language,
        frame=outside,
        blocks=blocks,
    )


def template_of(pack: Pack, code: str, period: Period) -> ReportTemplate:
    """The pack's template; raises `NoSuchTemplate`, or `UnfitPeriod` where it is not written for such periods."""
    found = {template.code: template for template in pack.reports}
    if code not in found:
        raise NoSuchTemplate(code, tuple(found))
    if period.kind.value not in found[code].periods:
        raise UnfitPeriod(code, write_period(period, "vi"))
    return found[code]


def source(pack: Pack, template_code: str) -> str:
    """The text of a template of the pack."""
    return (packs.PACKS / pack.code / "reports" / f"{template_code}.md.j2").read_text(encoding="utf-8")


def _code(template: ReportTemplate, matter: Matter, blocks: tuple[Block, ...]) -> str:
    """At most 30 signs: period and unit for people, then a digest of which report it is and of all that it says."""
    named = "\n".join((template.code, matter.unit.key, matter.period.code, matter.language, said(blocks)))
    digest = hashlib.sha256(named.encode()).hexdigest()[:8]
    return f"{matter.period.code.replace('/', '_')[:12]}-{plain_code(matter.unit.code)[:8]}-{digest}"
