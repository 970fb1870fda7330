"""The history: who did what and when, for those who may read it; searched by words and days, a page at a time."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.language.text import bare
from giaoban.people.access import Verb, units_where, verbs_of
from giaoban.people.downloads import Sheet, answer
from giaoban.people.models import Person
from giaoban.site.history.figures import ONE_POSTING
from giaoban.site.history.happening import NAMES, Happening, Kind, Question, Reader
from giaoban.site.history.walk import NoSuchPlace, page, place_of, walk
from giaoban.site.viewpoint import Viewpoint, seen_from_office

ROWS: Final = 50
"""On one page."""
MOST: Final = 20_000
"""Rows in a file; who needs more asks for fewer days."""
AFTER: Final = "sau"
OF_PEOPLE: Final = frozenset({Kind.ACCOUNTS, Kind.DOOR})
"""What only those read who audit or administer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of the page as they were filled in; days that are none, and an upside-down span, are said."""

    unit: str
    indicator: str
    person: str
    kind: Kind | None
    first: date | None
    last: date | None
    posting: int | None
    wrong: str = ""

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """The query parameters that ask the same again."""
        days = [("tu", self.first), ("den", self.last)]
        pairs = [
            ("don-vi", self.unit),
            ("chi-tieu", self.indicator),
            ("nguoi", self.person),
            ("loai", self.kind or ""),
            *((name, day.isoformat() if day else "") for name, day in days),
            (ONE_POSTING, str(self.posting or "")),
        ]
        return tuple((name, str(value)) for name, value in pairs if value)


@seen_from_office
def history(request: HttpRequest, view: Viewpoint) -> HttpResponse:
    """One page of the history."""
    if view.office is None:
        return render(request, "site/no_office.html")
    asked, kinds = _asked(request.GET), kinds_for(view)
    try:
        place = place_of(request.GET.get(AFTER, ""))
    except NoSuchPlace as error:
        raise Http404(_("Không có trang này.")) from error
    found = page(_question(asked, view), _wanted(asked, kinds), _reader(view), place, ROWS)
    context = {
        "view": view,
        "asked": asked,
        "kinds": [(kind, NAMES[kind]) for kind in Kind if kind in kinds],
        "rows": found.rows,
        "next": _query(asked, str(found.next)) if found.next else "",
        "search": _query(asked),
        "is_later": bool(request.GET.get(AFTER)),
    }
    return render(request, "site/history.html", context)


@seen_from_office
def history_file(request: HttpRequest, view: Viewpoint, form: str) -> HttpResponse:
    """The same rows to take away, as CSV or Excel."""
    asked = _asked(request.GET)
    rows = tuple(walk(_question(asked, view), _wanted(asked, kinds_for(view)), _reader(view), most=MOST + 1))
    cut = _("Chỉ có %(count)d dòng gần nhất: hãy hỏi ít ngày hơn.") % {"count": MOST} if len(rows) > MOST else ""
    heads = (
        _("Lúc"),
        _("Ai"),
        _("Loại"),
        _("Việc"),
        _("Đơn vị"),
        _("Nội dung"),
        _("Trước"),
        _("Sau"),
        _("Lý do, ý kiến"),
    )
    sheet = Sheet(
        name=f"lich-su-{view.today.isoformat()}",
        title=pgettext("trang", "Lịch sử"),
        heads=heads,
        rows=[_line(row) for row in rows[:MOST]],
        notice=" ".join(filter(None, [view.notice, cut])),
    )
    return answer(sheet, form, view.now)


def kinds_for(view: Viewpoint) -> frozenset[Kind]:
    """Figures and submissions for everybody in their scope; of people only to those who audit or administer."""
    verbs = verbs_of(view.person, view.today)
    return frozenset(Kind) if verbs & {Verb.AUDIT, Verb.ADMINISTER} else frozenset(Kind) - OF_PEOPLE


def _line(row: Happening) -> tuple[str, ...]:
    hidden = _("được che") if row.hidden else row.after
    at = timezone.localtime(row.at).isoformat(sep=" ", timespec="seconds")
    return at, row.person, str(NAMES[row.kind]), row.act, row.unit, row.subject, row.before, hidden, row.reason


def _reader(view: Viewpoint) -> Reader:
    return Reader(view, units_where(view.person, Verb.SEE_SENSITIVE, view.today))


def _wanted(asked: Asked, kinds: frozenset[Kind]) -> frozenset[Kind]:
    return kinds if asked.kind is None else kinds & {asked.kind}


def _asked(given: QueryDict) -> Asked:
    kind, posting = given.get("loai", ""), given.get(ONE_POSTING, "")
    asked = Asked(
        unit=_words(given, "don-vi"),
        indicator=_words(given, "chi-tieu"),
        person=_words(given, "nguoi"),
        kind=Kind(kind) if kind in set(Kind) else None,
        first=_day(given, "tu"),
        last=_day(given, "den"),
        posting=int(posting) if posting.isdecimal() and len(posting) <= 18 else None,
    )
    unread = [given[name] for name in ("tu", "den") if given.get(name) and _day(given, name) is None]
    if unread:
        return replace(asked, wrong=_("Không đọc được ngày “%(text)s”: hãy chọn lại trên lịch.") % {"text": unread[0]})
    if asked.first and asked.last and asked.first > asked.last:
        return replace(asked, wrong=_("Ngày bắt đầu sau ngày kết thúc nên không có dòng nào: hãy đổi lại hai ngày."))
    return asked


def _words(given: QueryDict, name: str) -> str:
    return " ".join(given.get(name, "").split())[:100]


def _day(given: QueryDict, name: str) -> date | None:
    try:
        return date.fromisoformat(given.get(name, ""))
    except ValueError:
        return None


def _question(asked: Asked, view: Viewpoint) -> Question:
    return Question(
        units=_units(asked.unit, view),
        indicators=_indicators(asked.indicator, view) if asked.indicator else None,
        persons=_persons(asked.person) if asked.person else None,
        since=_midnight(asked.first) if asked.first else None,
        until=_midnight(asked.last + timedelta(days=1)) if asked.last and asked.last < date.max else None,
        posting=asked.posting,
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _units(words: str, view: Viewpoint) -> frozenset[int]:
    """The visible units of that code, else of those words, each with what is below it; all of them without words."""
    if not words:
        return view.visible()
    seen = [node for top in view.offices for node in view.tree.subtree(top)]
    named = [node for node in seen if node.code.casefold() == words.casefold()]
    named = named or [node for node in seen if _holds(node.name, words)]
    return frozenset(below.unit_id for node in named for below in view.tree.subtree(node))


def _indicators(words: str, view: Viewpoint) -> frozenset[str]:
    known = view.pack.indicators
    exact = [one.code for one in known if words in {one.code, one.second_code}]
    return frozenset(exact or [one.code for one in known if _holds(f"{one.name.vi} {one.name.en} {one.code}", words)])


def _persons(words: str) -> frozenset[int]:
    """In Python: databases differ about small and capital letters with marks."""
    everybody = Person.objects.values_list("pk", "login", "display_name")
    return frozenset(pk for pk, login, name in everybody if _holds(f"{name} {login}", words))


def _holds(text: str, words: str) -> bool:
    plain = bare(text)
    return all(word in plain for word in bare(words).split())


def _query(asked: Asked, after: str = "") -> str:
    query = QueryDict(mutable=True)
    for name, value in asked.given:
        query[name] = value
    if after:
        query[AFTER] = after
    return "?" + query.urlencode() if query else ""
