"""The peer of deadline day: a plain Django site that takes the same forms, and saves them with the ORM's bulk_create.
It is the peer of the live view too, with a page of what was said that is loaded anew each time.

Sessions, sign-in and tokens against forged forms as Django has them; no rules, no roles, no history.
`python -m benchmarks.plain_site build UNITS FILE` makes its database, `meet VIEWERS FILE` that of a meeting; `plain_server.py` serves it.
"""

import json
import os
import random
import string
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import dj_database_url
import django
from django.conf import settings

from benchmarks.crowd import Act

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
]


def _database() -> dict[str, object]:
    found: dict[str, object] = dict(dj_database_url.parse(os.environ["GIAOBAN_DATABASE_URL"]))
    if found["ENGINE"] == "django.db.backends.sqlite3":
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        found["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
        found["CONN_MAX_AGE"] = None
    else:
        found["OPTIONS"] = {"pool": {"min_size": 0, "max_size": 8}}
    return found


settings.configure(
    SECRET_KEY="plain",  # noqa: S106 - of a site that lives for a minute
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": _database()},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
    MIDDLEWARE=MIDDLEWARE,
    ROOT_URLCONF="benchmarks.plain_site",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.decorators import login_not_required  # noqa: E402 - after the settings
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import RequestContext, Template  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402


class Handed(models.Model):
    """A form that was handed in."""

    unit = models.CharField(max_length=32)
    form = models.CharField(max_length=64)
    person = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "plain_site"
        constraints = [models.UniqueConstraint(fields=["unit", "form"], name="plain_once")]

    def __str__(self) -> str:
        return self.form


class Cell(models.Model):
    """One figure of it."""

    handed = models.ForeignKey(Handed, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        app_label = "plain_site"

    def __str__(self) -> str:
        return self.name


class Said(models.Model):
    """What somebody said."""

    person = models.ForeignKey(User, on_delete=models.PROTECT)
    text = models.CharField(max_length=1000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "plain_site"

    def __str__(self) -> str:
        return self.text


PAGE = Template(
    "<!doctype html><title>Hội nghị</title><h1>Nội dung 1</h1><ol>{% for one in said %}<li><b>{{ one.person.username }}</b>"
    ' {{ one.at|time:"H:i" }}<p class="live-said">{{ one.text }}</p></li>{% endfor %}</ol>'
    '<form method="post" action="noi/">{% csrf_token %}<textarea name="y-kien"></textarea></form>'
)


def meeting(request: HttpRequest) -> HttpResponse:
    """The whole page, of the last 200 things that were said."""
    last = list(Said._default_manager.select_related("person").order_by("-pk")[:200])
    return HttpResponse(PAGE.render(RequestContext(request, {"said": last[::-1]})))


def speak(request: HttpRequest) -> HttpResponse:
    """Saves what was said."""
    Said._default_manager.create(person_id=request.user.pk, text=str(request.POST["y-kien"]))
    return HttpResponse(status=302, headers={"Location": "/hop/"})


def hand_in(request: HttpRequest, unit: str, form: str, period: str) -> HttpResponse:
    """Saves what came."""
    with transaction.atomic():
        handed = Handed._default_manager.create(unit=unit, form=form, person_id=request.user.pk)
        Cell._default_manager.bulk_create(
            Cell(handed=handed, name=name[2:], value=Decimal(str(typed)))
            for name, typed in request.POST.items()
            if name.startswith("c.")
        )
    return HttpResponse(status=302, headers={"Location": request.path.removesuffix("trinh/")})


@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """For the one who waits for the server."""
    return HttpResponse("ok")


urlpatterns = [
    path("healthz", alive),
    path("hop/", meeting),
    path("hop/noi/", speak),
    path("nhap-lieu/<str:unit>/<str:form>/<str:period>/trinh/", hand_in),
]


def build(units: int) -> Iterable[Act]:
    """Tables, a user and a session a unit, and two forms of 60 figures for each to send."""
    cookies = _signed_in(units, Handed, Cell)
    for form, figures in (("first", 32), ("second", 28)):
        for number, cookie in enumerate(cookies):
            typed = {f"c.indicator.number_{figure}|part:{figure}": str(figure * 7) for figure in range(figures)}
            body = urlencode({"csrfmiddlewaretoken": cookie.rpartition("=")[2], "revision": "0", **typed})
            yield Act(f"{number} {form}", f"/nhap-lieu/H{number}/{form}/2024-06/trinh/", cookie, body)


def _signed_in(people_wanted: int, *tables: type[models.Model]) -> list[str]:
    """Makes the database with those tables, and so many users; says the cookies of their sessions."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for table in tables:
            editor.create_model(table)
    people = User.objects.bulk_create(
        User(username=f"u{number}", password=_word("!")) for number in range(people_wanted)
    )
    now, store, cookies, sessions = timezone.now(), SessionStore(), [], []
    for person in people:
        key, secret = (_word(letters) for letters in (string.ascii_lowercase, string.ascii_letters))
        values = {
            "_auth_user_id": str(person.pk),
            "_auth_user_backend": "django.contrib.auth.backends.ModelBackend",
            "_auth_user_hash": person.get_session_auth_hash(),
        }
        sessions.append(
            Session(session_key=key, session_data=store.encode(values), expire_date=now + timedelta(days=1))
        )
        cookies.append(f"sessionid={key}; csrftoken={secret}")
    Session.objects.bulk_create(sessions)
    return cookies


def _word(letters: str) -> str:
    return "".join(random.choices(letters + string.digits, k=32))


application = get_wsgi_application()


if __name__ == "__main__":
    word, wanted, to_file = sys.argv[1:]
    lines = (
        [json.dumps(_signed_in(int(wanted), Said))]
        if word == "meet"
        else [json.dumps(asdict(act)) for act in build(int(wanted))]
    )
    Path(to_file).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
