"""Other people's accounts, for whoever administers a unit: the list, a new account, one account."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from giaoban.people import access
from giaoban.people.accounts import AccountRefused
from giaoban.people.administration import Administrator, open_account
from giaoban.people.events import place_of
from giaoban.people.mail import can_mail
from giaoban.people.models import Membership, Person, Role
from giaoban.people.request import timed
from giaoban.people.roster import ORDERS, entry_of, roster
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, NoSuchUnit


@require_safe
def persons(request: HttpRequest) -> HttpResponse:
    """The accounts in the scope."""
    by = administrator(request)
    words, order = request.GET.get("tim", "").strip(), request.GET.get("sap", "ten")
    found = roster(by.person, by.today, words=words, order=order, page=request.GET.get("trang"))
    order = order if order in ORDERS else "ten"
    kept = urlencode({"tim": words, "sap": order}) + "&"
    context = {"roster": found, "words": words, "order": order, "columns": columns(), "kept": kept}
    return render(request, "people/persons.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """A new account with its first role; then its page, where the link for the first sign-in is made."""
    by = administrator(request)
    context = {"units": units_of(by), "roles": Role.choices, "typed": request.POST, "today": by.today}
    if request.method != "POST":
        return render(request, "people/new_person.html", context)
    try:
        person = open_account(
            by,
            request.POST.get("username", ""),
            request.POST.get("name", ""),
            email=request.POST.get("email", ""),
            role=role_typed(request),
            unit_id=unit_typed(request, by).unit_id,
            valid_from=day_typed(request, "from", by.today),
        )
    except AccountRefused as refused:
        return render(request, "people/new_person.html", {**context, "fault": str(refused)})
    messages.success(request, _("Đã thêm tài khoản. Hãy cấp liên kết để người dùng đặt mật khẩu lần đầu."))
    return redirect("person", login=person.login)


@require_safe
@never_cache
def person(request: HttpRequest, login: str) -> HttpResponse:
    """One account."""
    by = administrator(request)
    return person_page(request, by, person_of(by, login))


def columns() -> tuple[dict[str, str], ...]:
    """The heads of the list, and the word by which one sorts."""
    return (
        {"name": _("Họ tên"), "order": "ten"},
        {"name": _("Tên đăng nhập"), "order": "dang-nhap"},
        {"name": _("Vai trò"), "order": ""},
        {"name": _("Đăng nhập lần cuối"), "order": "lan-cuoi"},
        {"name": _("Tình trạng"), "order": "trang-thai"},
    )


def person_page(request: HttpRequest, by: Administrator, other: Person, **more: object) -> HttpResponse:
    """The page of one account, with what has just happened to it."""
    context = {
        "entry": entry_of(other, by.today),
        "in_reach": access.administers(by.person, other, by.today),
        "is_self": other.pk == by.person.pk,
        "units": units_of(by),
        "own_units": access.units_where(by.person, access.Verb.ADMINISTER, by.today),
        "role_choices": Role.choices,
        "mail_offered": can_mail(other),
        "today": by.today,
        **more,
    }
    return render(request, "people/person.html", context)


def administrator(request: HttpRequest) -> Administrator:
    """Who asks; raises `Hidden` unless there is something for that person to administer."""
    found = Administrator(timed(request).user, place_of(request))
    if not access.top_units(found.person, access.Verb.ADMINISTER, found.today):
        raise access.Hidden(_("Không có trang này."))
    return found


def person_of(by: Administrator, login: str) -> Person:
    """The account of that login in the scope; raises `Hidden`."""
    found = access.accounts_seen(by.person, by.today).filter(login=login).first()
    if found is None:
        raise access.Hidden(_("Không có trang này."))
    return found


def membership_of(other: Person, membership_id: int) -> Membership:
    """A role of the account; raises `Hidden`."""
    found = other.memberships.select_related("person").filter(pk=membership_id).first()
    if found is None:
        raise access.Hidden(_("Không có trang này."))
    return found


def units_of(by: Administrator) -> tuple[Node, ...]:
    """The units for which roles may be given."""
    tree = tree_at(by.today)
    tops = access.top_units(by.person, access.Verb.ADMINISTER, by.today)
    return tuple(node for top in tops for node in tree.subtree(top))


def unit_typed(request: HttpRequest, by: Administrator) -> Node:
    """The unit whose code stands before the dot of what was chosen; one out of scope is as unknown as any."""
    code = request.POST.get("unit", "").partition("·")[0].strip()
    try:
        node = tree_at(by.today).by_code(code)
        by.require_unit(node.unit_id)
    except (NoSuchUnit, access.Hidden) as missing:
        raise AccountRefused(
            _("Không có đơn vị “%(unit)s”: hãy chọn một đơn vị trong danh sách.")
            % {"unit": request.POST.get("unit", "")}
        ) from missing
    return node


def role_typed(request: HttpRequest) -> Role:
    """The role that was chosen."""
    try:
        return Role(request.POST.get("role", ""))
    except ValueError as wrong:
        raise AccountRefused(_("Chưa chọn vai trò: hãy chọn một vai trò trong danh sách.")) from wrong


def day_typed(request: HttpRequest, name: str, usual: date) -> date:
    """A day from a date field; the usual one where it is empty."""
    text = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else usual
    except ValueError as wrong:
        raise AccountRefused(_("Ngày “%(day)s” không đọc được: hãy chọn ngày trên lịch.") % {"day": text}) from wrong
