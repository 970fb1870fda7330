"""What an administrator does on the page of one account; each act is a POST of its own."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from giaoban.people import administration
from giaoban.people.accounts import AccountRefused
from giaoban.people.administration import Administrator
from giaoban.people.mail import can_mail, mail_link
from giaoban.people.models import Person
from giaoban.people.pages.addresses import link_address
from giaoban.people.pages.persons import (
    administrator,
    day_typed,
    membership_of,
    person_of,
    person_page,
    role_typed,
    unit_typed,
)

Act = Callable[[Administrator, Person], None]


@require_POST
def change(request: HttpRequest, login: str) -> HttpResponse:
    """Another name or mail address."""
    name, email = request.POST.get("name", ""), request.POST.get("email", "")

    def act(by: Administrator, other: Person) -> None:
        administration.change_account(by, other, display_name=name, email=email)

    return _done(request, login, act, gettext_lazy("Đã lưu thông tin."))


@require_POST
def give_role(request: HttpRequest, login: str) -> HttpResponse:
    """One more role."""

    def act(by: Administrator, other: Person) -> None:
        unit, day = unit_typed(request, by), day_typed(request, "from", by.today)
        administration.give_role(by, other, role=role_typed(request), unit_id=unit.unit_id, valid_from=day)

    return _done(request, login, act, gettext_lazy("Đã giao vai trò."))


@require_POST
def end_role(request: HttpRequest, login: str, membership_id: int) -> HttpResponse:
    """A role ends on a day."""

    def act(by: Administrator, other: Person) -> None:
        administration.end_role(by, membership_of(other, membership_id), day_typed(request, "to", by.today))

    return _done(request, login, act, gettext_lazy("Đã kết thúc vai trò."))


@require_POST
def deactivate(request: HttpRequest, login: str) -> HttpResponse:
    """The account stops working at once."""
    return _done(request, login, administration.deactivate, gettext_lazy("Tài khoản đã ngừng, mọi phiên đã kết thúc."))


@require_POST
def reactivate(request: HttpRequest, login: str) -> HttpResponse:
    """The account works again."""
    return _done(request, login, administration.reactivate, gettext_lazy("Tài khoản đã hoạt động lại."))


@require_POST
def unlock(request: HttpRequest, login: str) -> HttpResponse:
    """A login that has to wait may try again."""
    return _done(request, login, administration.unlock_account, gettext_lazy("Đã mở khóa: có thể đăng nhập ngay."))


@require_POST
def sign_out(request: HttpRequest, login: str) -> HttpResponse:
    """Every session of the person ends."""
    return _done(request, login, administration.sign_out_everywhere, gettext_lazy("Đã kết thúc mọi phiên."))


@require_POST
def remove_factors(request: HttpRequest, login: str) -> HttpResponse:
    """The second factors of a lost phone go."""
    return _done(
        request, login, administration.remove_factors, gettext_lazy("Đã gỡ mọi lớp xác thực, chỉ còn mật khẩu.")
    )


@never_cache
@require_POST
def make_link(request: HttpRequest, login: str) -> HttpResponse:
    """A one-time link, shown this once; sent too where that is wanted and mail is set up."""
    by = administrator(request)
    other = person_of(by, login)
    by.require_account(other)
    if not other.is_active:
        messages.error(request, _("Tài khoản đang ngừng: hãy mở lại trước khi cấp liên kết."))
        return redirect("person", login=login)
    address, ends_at = link_address(request, other, by=by.person, place=by.place)
    wanted = "mail" in request.POST and can_mail(other)
    sent = wanted and mail_link(other, address, ends_at)
    context = {"link": address, "link_ends": ends_at, "mail_sent": sent, "mail_failed": wanted and not sent}
    return person_page(request, by, other, **context)


def _done(request: HttpRequest, login: str, act: Act, said: object) -> HttpResponse:
    """Does it, says so, and shows the account again; what is refused is said in its own words."""
    by = administrator(request)
    other = person_of(by, login)
    try:
        act(by, other)
        messages.success(request, str(said))
    except AccountRefused as refused:
        messages.error(request, str(refused))
    return redirect("person", login=login)
