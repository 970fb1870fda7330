"""The office asks a unit to explain one of its figures, the unit answers, both hear of it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.analysis.office import rollup_books
from giaoban.analysis.rollup import NoSuchFigure
from giaoban.collection.permission import may, require
from giaoban.figures import explanations
from giaoban.figures.explanations import Place
from giaoban.figures.models import Explanation
from giaoban.indicators.breakdowns import breakdown_name, is_known, is_sensitive
from giaoban.indicators.catalogue import Kind, Pack
from giaoban.people import access
from giaoban.people.access import NotYourRole, Verb
from giaoban.people.models import Person
from giaoban.people.notices import notify
from giaoban.people.recipients import nearest
from giaoban.periods.names import write_period
from giaoban.periods.period import parse
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, NoSuchUnit

NOTICE: Final = "explanation"


def can_be_asked(pack: Pack, node: Node, indicator: str, breakdown: str = "") -> bool:
    """Whether the unit itself gives that figure, or the numerator of which it is a ratio: sums are asked of their units."""
    if not is_known(pack, indicator, breakdown):
        return False
    known = pack.indicator(indicator)
    if known.kind is Kind.TEXT:
        return False
    return pack.form_asking(known.numerator or known.figure_of or indicator, node.kind) is not None


def may_read(person: Person, place: Place, pack: Pack, on: date) -> bool:
    """Whether the person may see the figure at all, and so what was asked and answered about it."""
    return access.may(person, Verb.SEE_SENSITIVE if is_guarded(place, pack) else Verb.SEE, place.unit_id, on)


def is_guarded(place: Place, pack: Pack) -> bool:
    """Whether only those see the figure who may see sensitive cells."""
    if not place.breakdown or not pack.has_indicator(place.indicator):
        return False
    return is_sensitive(pack, place.indicator, place.breakdown)


def require_reader(person: Person, place: Place, pack: Pack, on: date) -> None:
    """Raises `Hidden`, which a page answers with 404."""
    if not may_read(person, place, pack, on):
        raise access.Hidden(_("Không có trang này."))


def may_ask(person: Person, place: Place, pack: Pack, on: date) -> bool:
    """Whether the person may ask: the office that receives the unit's forms, of what it may see."""
    return may_read(person, place, pack, on) and may(person, Verb.COMPILE, place.unit_id, on)


def may_answer(person: Person, request: Explanation, on: date) -> bool:
    """Whether the person answers for the unit: who asks as the receiving office does not answer as well."""
    if request.answered_at is not None or request.closed_at is not None:
        return False
    return may(person, Verb.REPORT, request.unit_id, on) and not may(person, Verb.COMPILE, request.unit_id, on)


def ask(place: Place, question: str, *, pack: Pack, by: Person, at: datetime) -> Explanation:
    """The office asks; the people of the unit get a message. Raises `NotYourRole`, `Hidden` and `WordsMissing`."""
    on = localdate(at)
    require_reader(by, place, pack, on)
    require(by, Verb.COMPILE, place.unit_id, at)
    made = explanations.ask(place, question, value=value_of(place), by=by, at=at)
    with override("vi"):
        text = _("%(asker)s đề nghị giải trình %(figure)s: %(question)s") % {
            "asker": by.display_name,
            "figure": described(place, pack),
            "question": made.question,
        }
    notify([one for one in nearest(Verb.REPORT, place.unit_id, on) if one.pk != by.pk], NOTICE, text, link(made), at)
    return made


def answer(request: Explanation, text: str, *, pack: Pack, by: Person, at: datetime) -> Explanation:
    """The unit answers; who asked gets a message. Raises `NotYourRole`, `Hidden`, `WordsMissing`, `AlreadySettled`."""
    place = place_of(request)
    require_reader(by, place, pack, localdate(at))
    require(by, Verb.REPORT, place.unit_id, at)
    if may(by, Verb.COMPILE, place.unit_id, localdate(at)):
        raise NotYourRole(_("Đơn vị tự trả lời; văn phòng hỏi thì không trả lời thay."))
    answered = explanations.answer(request, text, by=by, at=at)
    with override("vi"):
        said = _("%(person)s đã trả lời về %(figure)s: %(answer)s") % {
            "person": by.display_name,
            "figure": described(place, pack),
            "answer": answered.answer,
        }
    if request.asked_by_id != by.pk:
        notify([request.asked_by], NOTICE, said, link(request), at)
    return answered


def close(request: Explanation, *, pack: Pack, by: Person, at: datetime) -> Explanation:
    """The office ends the request. Raises `NotYourRole`, `Hidden` and `AlreadySettled`."""
    place = place_of(request)
    require_reader(by, place, pack, localdate(at))
    require(by, Verb.COMPILE, place.unit_id, at)
    return explanations.close(request, by=by, at=at)


def value_of(place: Place) -> Decimal | None:
    """The figure as it stands now; None where it is not reported, or the unit was not there then."""
    try:
        rollup = rollup_books(parse(place.period), indicators=[place.indicator])
        return rollup.get(rollup.tree.by_unit(place.unit_id).code, place.indicator, place.breakdown).value
    except (NoSuchUnit, NoSuchFigure):
        return None


def place_of(request: Explanation) -> Place:
    """The figure that a request is about."""
    return Place(request.unit_id, request.indicator, request.breakdown, request.period)


def described(place: Place, pack: Pack) -> str:
    """`“Kết nạp đảng viên” (nữ), Huyện ủy Diễn Lộc, tháng 6/2024`, in Vietnamese."""
    name = pack.indicator(place.indicator).name.vi if pack.has_indicator(place.indicator) else place.indicator
    part = f" ({breakdown_name(pack, place.breakdown, 'vi')})" if place.breakdown else ""
    period = parse(place.period)
    tree = tree_at(period.last)
    unit = f", {tree.by_unit(place.unit_id).name}" if place.unit_id in tree else ""
    return f"“{name}”{part}{unit}, {write_period(period, 'vi', 'short')}"


def link(request: Explanation) -> str:
    """Where the request is read and answered."""
    return reverse("explanation", args=[request.pk])
