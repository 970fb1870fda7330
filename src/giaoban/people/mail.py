"""Mail, where a server is set up: a link for one person at once, copies of messages when the queue is worked off."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from giaoban.language.dates import write_instant
from giaoban.people.models import Mailing, Notice, Person

log = logging.getLogger(__name__)
BATCH = 200
LONGEST_SUBJECT = 120


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
        "until": write_instant(ends_at, "vi"),
    }
    return _sent(EmailMessage(_("Giao ban: đặt mật khẩu"), text, to=[person.email]))


def post_waiting() -> tuple[int, int]:
    """Sends the copies of messages that wait, and says how many were sent and how many failed.

    Each is claimed before it is sent, so that two runs at once send none twice; one that failed is not tried again.
    """
    counts = {True: 0, False: 0}
    while waiting := _waiting():
        with _connected() as connection:
            for notice_id in waiting:
                if _claimed(notice_id):
                    counts[_posted(notice_id, connection)] += 1
    return counts[True], counts[False]


@contextmanager
def _connected() -> Iterator[BaseEmailBackend]:
    """One connection for many mails; where the server is away, each fails on its own, so that none waits for ever."""
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        log.warning("The mail server is away: %s.", type(error).__name__)
    try:
        yield connection
    finally:
        connection.close()


def _waiting() -> list[int]:
    found = Notice.objects.filter(mailing=Mailing.WAITING).order_by("pk").values_list("pk", flat=True)
    return list(found[:BATCH])


def _claimed(notice_id: int) -> bool:
    return Notice.objects.filter(pk=notice_id, mailing=Mailing.WAITING).update(mailing=Mailing.SENT) == 1


def _posted(notice_id: int, connection: BaseEmailBackend) -> bool:
    notice = Notice.objects.select_related("person").get(pk=notice_id)
    subject = f"Giao ban: {notice.text.splitlines()[0][:LONGEST_SUBJECT]}"
    link = f"\n\n{settings.SITE_URL}{notice.link}" if notice.link and settings.SITE_URL else ""
    done = _sent(EmailMessage(subject, notice.text + link, to=[notice.person.email], connection=connection))
    if not done:
        Notice.objects.filter(pk=notice_id).update(mailing=Mailing.FAILED)
    return done


def _sent(message: EmailMessage) -> bool:
    """Whether the server took it; what it said goes to the log, without address or text."""
    try:
        return message.send() == 1
    except (SMTPException, OSError) as error:
        log.warning("A mail was not taken by the server: %s.", type(error).__name__)
        return False
