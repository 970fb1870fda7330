"""Setting a password by a one-time link, asking for one by mail, and the very first account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from giaoban.people.accounts import AccountRefused, first_administrator, has_administrator
from giaoban.people.events import place_of, record
from giaoban.people.links import find_link, first_link, may_ask_again, set_password_by_link, start_by_link
from giaoban.people.mail import can_mail, mail_link
from giaoban.people.models import AccessKind, Person, normal_login
from giaoban.people.pages.addresses import link_address
from giaoban.people.request import instant

GONE = 404


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def one_time_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link only asks for the password: a mail program that looks at links does not use it up."""
    link = find_link(token, instant(request))
    if link is None or link.person is None:
        return render(request, "people/link_gone.html", status=GONE)
    context = {"person": link.person, "is_first": not link.person.has_usable_password()}
    if request.method != "POST":
        return render(request, "people/link.html", context)
    try:
        password = typed_twice(request)
        if not set_password_by_link(link, link.person, password, place_of(request)):
            return render(request, "people/link_gone.html", status=GONE)
    except AccountRefused as refused:
        return render(request, "people/link.html", {**context, "fault": str(refused)})
    messages.success(request, _("Đã đặt mật khẩu. Hãy đăng nhập bằng mật khẩu mới."))
    return redirect("account_login")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Sends a link where mail is set up; says the same whether the login exists or not."""
    if request.method == "POST" and settings.MAIL_CONFIGURED:
        place = place_of(request)
        person = Person.objects.filter(login=normal_login(request.POST.get("username", "")), is_active=True).first()
        if person is not None and can_mail(person) and may_ask_again(person, place.at):
            address, link = link_address(request, person, by=None, place=place)
            mail_link(person, address, link)
        return render(request, "people/forgotten.html", {"asked": True})
    return render(request, "people/forgotten.html", {"can_mail": settings.MAIL_CONFIGURED})


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def first_start(request: HttpRequest) -> HttpResponse:
    """Makes the first administrator, for whoever holds the code that the terminal shows; later it does not exist."""
    place = place_of(request)
    if has_administrator(place.at.date()):
        raise Http404(_("Không có trang này."))
    typed = {name: request.POST.get(name) or request.GET.get(name, "") for name in ("code", "username", "name")}
    if request.method != "POST":
        return render(request, "people/first_start.html", {"typed": typed})
    try:
        link = first_link(typed["code"].strip(), place.at)
        password = typed_twice(request)
        person = start_by_link(
            link, place.at, lambda: first_administrator(typed["username"], typed["name"], password, place.at.date())
        )
    except AccountRefused as refused:
        return render(request, "people/first_start.html", {"typed": typed, "fault": str(refused)})
    record(AccessKind.PERSON_ADDED, place, person=person, about=person)
    messages.success(request, _("Đã tạo tài khoản quản trị. Hãy đăng nhập."))
    return redirect("account_login")


def typed_twice(request: HttpRequest) -> str:
    """The password, if both fields hold the same; raises `AccountRefused`."""
    password, again = request.POST.get("password", ""), request.POST.get("again", "")
    if password != again:
        raise AccountRefused(_("Hai lần gõ mật khẩu chưa giống nhau. Hãy gõ lại cả hai ô."))
    return password
