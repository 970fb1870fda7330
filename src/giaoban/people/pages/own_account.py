"""One's own account: name, password, second factors, passkeys and sessions. Most of it is allauth's, in our words."""

from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.account.views import AccountInactiveView, PasswordChangeView
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from giaoban.people.devices import device_name
from giaoban.people.events import place_of, record
from giaoban.people.models import AccessKind
from giaoban.people.request import timed
from giaoban.people.roles import roles_held
from giaoban.people.sessions import end_all_sessions, open_sessions


@require_safe
@never_cache
def own_account(request: HttpRequest) -> HttpResponse:
    """Everything about the account on one page."""
    own = timed(request)
    person, today = own.user, own.now.date()
    factors = list(Authenticator.objects.filter(user=person).order_by("pk"))
    by_type = {kind: [one for one in factors if one.type == kind] for kind in Authenticator.Type.values}
    sessions = [
        {
            "device": device_name(session.user_agent),
            "address": session.ip,
            "seen": session.last_seen_at,
            "is_this": session.session_key == request.session.session_key,
        }
        for session in open_sessions(person)
    ]
    context = {
        "roles": roles_held(person, today),
        "has_password": person.has_usable_password(),
        "totp": by_type[Authenticator.Type.TOTP],
        "codes_left": sum(len(one.wrap().get_unused_codes()) for one in by_type[Authenticator.Type.RECOVERY_CODES]),
        "keys": [
            {"pk": one.pk, "name": one.wrap().name, "alone": one.wrap().is_passwordless, "used": one.last_used_at}
            for one in by_type[Authenticator.Type.WEBAUTHN]
        ],
        "sessions": sessions,
        "lasts_hours": int(settings.SESSION_LASTS.total_seconds() // 3600),
        "idles_minutes": int(settings.SESSION_IDLES.total_seconds() // 60),
    }
    return render(request, "people/own_account.html", context)


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Signs the person out everywhere else."""
    person = timed(request).user
    end_all_sessions(person, but=request)
    record(AccessKind.SESSIONS_ENDED, place_of(request), person=person)
    messages.success(request, _("Đã đăng xuất khỏi mọi thiết bị khác."))
    return redirect("own_account")


class OwnPassword(PasswordChangeView):  # type: ignore[misc]  # allauth ships no types
    """A new password for who knows the old one; every other session ends."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Http404(_("Không có trang này."))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_default_success_url(self) -> str:
        messages.success(self.request, _("Đã đổi mật khẩu. Các thiết bị khác phải đăng nhập lại."))
        return "/tai-khoan/"


inactive = login_not_required(AccountInactiveView.as_view())
