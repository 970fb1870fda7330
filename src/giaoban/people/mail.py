"""Mail, where a server is set up: a link for one person at once, copies of messages when the queue is worked off."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.people.models import Mailing, Notice, Person

log = logging.getLogger(__name__)
BATCH = 200


def can_mail(person: Person) -> bool:
    """Whether there is a server and an address."""
    return bool(settings.MAIL_CONFIGURED and person.email)


def mail_link(person: Person, address: str, ends_at: datetime) -> bool:
    """Sends a one-time link; False where the server did not take it, which is logged without saying for whom."""
    text = _(
        "Chào %(name)s,\n\nHãy mở liên kết sau để đặt mật khẩu cho tài khoản %(login)s:\n%(address)s\n\n"
        "Liên kết dùng được một lần, đến %(until)s. Nếu bạn không yêu cầu, hãy bỏ qua thư này."
    ) % {
        "name": person.display_name,
        "login": person.login,
        "address": address,
        "until": f"{ends_at:%H:%M %d/%m/%Y}",
    }
    message = EmailMessage(_("Giao ban: đặt mật khẩu"), text, to=[person.email])
    try:
        message.send()
    except (SMTPException, OSError):
        log.exception("A mail with a one-time link was not taken by the server.")
        return False
    return True


def post_waiting() -> tuple[int, int]:
    """Sends the copies of messages that wait, and says how many were sent and how many failed.

    Each is claimed before it is sent, so that two runs at once send none twice; one that failed is not tried again.
    """
    sent = failed = 0
    with override("vi"), get_connection() as connection:
        while ids := list(
            Notice.objects.filter(mailing=Mailing.WAITING).order_by("pk").values_list("pk", flat=True)[:BATCH]
        ):
            for notice_id in ids:
                if Notice.objects.filter(pk=notice_id, mailing=Mailing.WAITING).update(mailing=Mailing.SENT) != 1:
                    continue
                notice = Notice.objects.select_related("person").get(pk=notice_id)
                try:
                    EmailMessage(
                        _subject(notice), _body(notice), to=[notice.person.email], connection=connection
                    ).send()
                    sent += 1
                except (SMTPException, OSError):
                    log.exception("The copy of a message was not taken by the server.")
                    Notice.objects.filter(pk=notice_id).update(mailing=Mailing.FAILED)
                    failed += 1
    return sent, failed


def _subject(notice: Notice) -> str:
    first = notice.text.splitlines()[0]
    return f"Giao ban: {first[:120]}"


def _body(notice: Notice) -> str:
    link = f"\n\n{settings.SITE_URL}{notice.link}" if notice.link and settings.SITE_URL else ""
    return f"{notice.text}{link}"
