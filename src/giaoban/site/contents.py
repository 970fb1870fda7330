"""The catalogue in the order of its forms: groups of indicators under the titles of their sections."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from giaoban.indicators.catalogue import Indicator, Pack
from giaoban.language.locales import Language


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a form, or what no form asks because it is computed; each indicator stands in the first that has it."""

    code: str
    title: str
    form: str
    indicators: tuple[Indicator, ...]


def sections(pack: Pack, language: Language) -> tuple[Section, ...]:
    """Every indicator of the pack, once, under the section that asks it."""
    return tuple(section for section in _sections(pack, language) if section.indicators)


def _sections(pack: Pack, language: Language) -> Iterator[Section]:
    seen: set[str] = set()
    for form in pack.forms:
        for section in form.sections:
            codes = [row.indicator for row in section.rows if row.indicator not in seen]
            seen.update(codes)
            yield Section(
                f"{form.code}-{section.code}",
                section.title.in_language(language),
                form.name.in_language(language),
                tuple(pack.indicator(code) for code in dict.fromkeys(codes)),
            )
    rest = tuple(indicator for indicator in pack.indicators if indicator.code not in seen)
    yield Section("computed", _("Chỉ tiêu tính từ các chỉ tiêu khác"), "", rest)
