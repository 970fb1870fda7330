"""Reading a pack: a folder of YAML files comes in, a frozen and checked `Pack` goes out, or everything that is wrong."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

import giaoban
from giaoban.indicators.catalogue import Head, Pack
from giaoban.indicators.pack_checks import check
from giaoban.indicators.pack_files import PackProblem, read_folder
from giaoban.indicators.pack_shapes import Draft, shape

PACKS = Path(giaoban.__file__).parent / "packs"
"""The packs that come with the product, each a folder named by its code."""


class PackErrors(Exception):
    """A pack cannot be used; `problems` holds all that is wrong, in order of file and line."""

    def __init__(self, problems: tuple[PackProblem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class NoSuchPack(LookupError):
    """No pack of that code comes with the product; the sentence names those that do."""


def load(folder: Path) -> Pack:
    """The pack in a folder; raises `PackErrors` with every problem at once. `docs/packs.md` tells what each file holds."""
    draft = shape(read_folder(folder))
    check(draft, folder)
    if draft.problems or draft.head is None:
        raise PackErrors(tuple(sorted(set(draft.problems))))
    return _whole(draft, draft.head)


def _whole(draft: Draft, head: Head) -> Pack:
    return Pack(
        code=head.code,
        name=head.name,
        calendar=head.calendar,
        default_period=head.default_period,
        key_indicators=head.key_indicators,
        letterhead=head.letterhead,
        holidays=head.holidays,
        unit_kinds=tuple(draft.unit_kinds.values()),
        breakdowns=tuple(draft.breakdowns.values()),
        indicators=tuple(draft.indicators.values()),
        forms=tuple(draft.forms.values()),
        rules=tuple(draft.rules.values()),
        reports=tuple(draft.reports.values()),
    )


@cache
def named(code: str) -> Pack:
    """The pack of that code that comes with the product, read once; raises `NoSuchPack`."""
    codes = sorted(path.parent.name for path in PACKS.glob("*/pack.yaml"))
    if code not in codes:
        message = _("Không có gói “%(code)s”: hãy chọn một trong %(codes)s.")
        raise NoSuchPack(message % {"code": code, "codes": ", ".join(codes)})
    return load(PACKS / code)


def current() -> Pack:
    """The pack of this workspace."""
    return named(settings.WORKSPACE.pack)
