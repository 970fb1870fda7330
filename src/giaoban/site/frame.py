"""What every page's frame shows around its content: where we are, what else there is, which period."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from giaoban.collection.worklist import waiting_count
from giaoban.followup.recommendation_listing import waiting_recommendations
from giaoban.followup.task_sight import waiting_tasks
from giaoban.language.text import bare
from giaoban.meetings.inviting import count_waiting
from giaoban.people.access import Verb, asked_once, first_role, verbs_of
from giaoban.people.models import Person
from giaoban.periods.calendars import calendar, containing
from giaoban.periods.names import write_period
from giaoban.periods.period import Period, PeriodKind, previous
from giaoban.site.environment import Workspace
from giaoban.site.viewpoint import OFFICE, PERIOD, Viewpoint, stand


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that the navigation offers; `verb` is that without which it leads nowhere."""

    name: str | Promise
    icon: str
    view: str
    verb: Verb | None = None
    in_tabs: bool = False
    """Whether it stands at the foot of a phone's page; the others are in the account's menu there."""


SECTIONS: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    (
        "",
        (
            Entry(pgettext_lazy("trang", "Tổng quan"), "layout-dashboard", "home", in_tabs=True),
            Entry(pgettext_lazy("trang", "Việc của tôi"), "circle-check", "own_day", in_tabs=True),
        ),
    ),
    (
        gettext_lazy("Số liệu"),
        (
            Entry(pgettext_lazy("trang", "Nhập số liệu"), "square-pen", "worklist", Verb.REPORT, in_tabs=True),
            Entry(pgettext_lazy("trang", "Chỉ tiêu"), "chart-column", "indicators"),
            Entry(pgettext_lazy("trang", "Đơn vị"), "network", "units"),
            Entry(pgettext_lazy("trang", "Báo cáo"), "file-text", "reports", in_tabs=True),
            Entry(pgettext_lazy("trang", "Tiến độ"), "list-checks", "board"),
            Entry(pgettext_lazy("trang", "Rà soát"), "search-check", "review"),
            Entry(pgettext_lazy("trang", "Giải trình"), "message-square-text", "explanations"),
        ),
    ),
    (
        gettext_lazy("Công việc"),
        (
            Entry(pgettext_lazy("trang", "Cuộc họp"), "users", "meetings", in_tabs=True),
            Entry(pgettext_lazy("trang", "Nhiệm vụ"), "badge-check", "tasks"),
            Entry(pgettext_lazy("trang", "Kiến nghị"), "inbox", "recommendations"),
            Entry(pgettext_lazy("trang", "Chuyên đề"), "target", "topics"),
            Entry(pgettext_lazy("trang", "Chương trình"), "calendar-range", "programme"),
        ),
    ),
    (
        gettext_lazy("Hệ thống"),
        (
            Entry(pgettext_lazy("trang", "Người dùng"), "user-cog", "persons", Verb.ADMINISTER),
            Entry(pgettext_lazy("trang", "Lịch sử"), "history", "history"),
        ),
    ),
)
"""What the navigation offers, by what it is about; the first section has no heading."""
Offer = tuple[Entry, str, str]
"""An entry with its name and address."""
OFFERED = (
    (PeriodKind.MONTH, 12, gettext_lazy("Tháng")),
    (PeriodKind.QUARTER, 6, gettext_lazy("Quý")),
    (PeriodKind.HALF_YEAR, 4, gettext_lazy("Nửa năm")),
    (PeriodKind.YEAR, 2, gettext_lazy("Năm")),
)
"""Which recent periods the picker offers, and how many of each kind."""


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go; `current` where we are already; `waiting` counts what there is to do."""

    name: str
    address: str
    current: bool
    icon: str = ""
    waiting: int = 0
    in_tabs: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that belong together."""

    name: str
    links: tuple[Link, ...]


WAITING: dict[str, Callable[[Viewpoint], int]] = {
    "worklist": lambda view: waiting_count(view.person, view.pack, view.today),
    "tasks": lambda view: waiting_tasks(view.person, view.today),
    "recommendations": lambda view: waiting_recommendations(view.person, view.today),
    "meetings": lambda view: count_waiting(view.person, view.today),
}
"""What counts the things that wait on a page."""


@dataclass(frozen=True, slots=True)
class PeriodGroup:
    """The recent periods of one kind, latest first."""

    name: str
    choices: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Periods:
    """The period that is looked at, and the recent ones."""

    name: str
    groups: tuple[PeriodGroup, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The office from which the person looks, without a name where there is none, and all from which they may."""

    home: str
    name: str
    kind: str
    address: str
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in."""

    name: str
    role: str
    initials: str


class Frame:
    """Worked out only where a template asks for it: an error page must not fail over its frame."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def viewpoint(self) -> Viewpoint:
        found = getattr(self._request, "viewpoint", None)
        if isinstance(found, Viewpoint):
            return found
        with asked_once():
            return stand(self._request, lenient=True)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """What this person is offered; a section in which nothing is left is left out."""
        offered = _offered(get_language(), get_script_prefix())
        with asked_once():
            found = [Section(name, tuple(self._links(entries))) for name, entries in offered]
        return tuple(section for section in found if section.links)

    def _links(self, entries: Iterable[Offer]) -> Iterator[Link]:
        path, query = self._request.path, self.viewpoint.query
        for entry, name, address in entries:
            if entry.verb is not None and entry.verb not in self.verbs:
                continue
            current = path == address or (entry.view != "home" and path.startswith(address))
            waiting = self._waiting(entry.view)
            yield Link(name, address + query, current, entry.icon, waiting, entry.in_tabs)

    def _waiting(self, view: str) -> int:
        """How many things wait for the person on that page."""
        counted = WAITING.get(view)
        return counted(self.viewpoint) if counted else 0

    @property
    def tabs(self) -> tuple[Link, ...]:
        """What stands at the foot of a phone's page."""
        return tuple(link for section in self.sections for link in section.links if link.in_tabs)

    @property
    def beyond_tabs(self) -> tuple[Link, ...]:
        """The entries that do not fit there: a phone has them in the account's menu."""
        return tuple(link for section in self.sections for link in section.links if not link.in_tabs)

    @cached_property
    def verbs(self) -> frozenset[Verb]:
        """What the person may do anywhere."""
        return verbs_of(self.viewpoint.person, self.viewpoint.today)

    @property
    def place(self) -> Place:
        view, office = self.viewpoint, self.viewpoint.office
        home = path_of("home")
        if office is None:
            return Place(home + view.query, "", "", "", ())
        period = [pair for pair in view.asked if pair[0] == PERIOD]
        others = tuple(
            Link(node.name, home + "?" + urlencode([*period, (OFFICE, node.code)]), node == office)
            for node in view.offices
        )
        address = path_of("unit", office.code) + view.query
        return Place(home + view.query, office.name, view.kind_name(office), address, others)

    @cached_property
    def periods(self) -> Periods | None:
        view, kept = self.viewpoint, self._request.GET.copy()
        if view.office is None:
            return None
        kept.pop(PERIOD, None)
        # Beginning with the question mark: of this very page, so that the picker is drawn once for all pages.
        before = f"?{kept.urlencode()}&{PERIOD}=" if kept else f"?{PERIOD}="
        groups = tuple(
            PeriodGroup(
                str(name),
                tuple(
                    Link(write_period(period, view.language), before + period.code, period.code == view.period.code)
                    for period in recent(kind, count, view.today, view.pack.calendar)
                ),
            )
            for kind, count, name in OFFERED
        )
        return Periods(write_period(view.period, view.language), groups)

    @property
    def kept_fields(self) -> tuple[tuple[str, str], ...]:
        return self.viewpoint.asked

    @cached_property
    def account(self) -> Account:
        person = self.viewpoint.person
        first = first_role(person, self.viewpoint.today)
        role = str(first.label) if first else _("Chưa có vai trò")
        return Account(person.display_name, role, initials(person))


def frame(request: HttpRequest) -> dict[str, object]:
    """Context for `base.html`: the workspace, for the line that says the data are made up, and the frame."""
    workspace: Workspace = settings.WORKSPACE
    return {"workspace": workspace, "frame": Frame(request)}


@lru_cache(maxsize=64)
def recent(kind: PeriodKind, count: int, today: date, calendar_name: str) -> tuple[Period, ...]:
    """The period of that kind that holds today and those before it, latest first."""
    found = [containing(today, kind, calendar(calendar_name))]
    while len(found) < count:
        found.append(previous(found[-1]))
    return tuple(found)


@lru_cache(maxsize=16)
def _offered(_language: str | None, _prefix: str) -> tuple[tuple[str, tuple[Offer, ...]], ...]:
    """`SECTIONS` in the reader's language, with the address of each page."""
    return tuple(
        (str(name), tuple((entry, str(entry.name), path_of(entry.view)) for entry in entries))
        for name, entries in SECTIONS
    )


def path_of(view: str, *words: str) -> str:
    """The address of a page, as `reverse` has it."""
    return _path(view, words, get_script_prefix())


@lru_cache(maxsize=4096)
def _path(view: str, words: tuple[str, ...], _prefix: str) -> str:
    return reverse(view, args=words)


def initials(person: Person) -> str:
    """Of the first two words of the name, without marks: a letter alone with a tone reads like a word."""
    return "".join(word[:1] for word in bare(person.display_name).split()[:2]).upper()
