"""What the permission matrix asks for: one thing of each kind at Diễn Lộc and one at Nguyệt Hồ, and who asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from giaoban.collection.findings import find
from giaoban.collection.models import Attachment, Submission
from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Explanation, Measure, SourceKind
from giaoban.figures.sources import keep
from giaoban.indicators.packs import current
from giaoban.people.models import Membership, Notice, Person
from giaoban.periods.period import parse
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast
from tests.site.permission_addresses import ADDRESSES, CARRIED, FILES, JSON
from tests.site.permission_rooms import ROOMS

ACTORS = (
    "officer",
    "unit_leader",
    "office",
    "leader",
    "inspector",
    "administrator",
    "auditor",
    "outsider",
    "stranger",
)
"""Two of Diễn Lộc, five of the province, somebody without a role, and somebody who has not signed in."""
FORM, PERIOD = "organisation_work", "2024-06"
SIGN_IN = "sign-in"
"""What stands in the matrix in place of a status where the answer is the way to the sign-in page."""


@dataclass(frozen=True)
class Ground:
    """The cast, and what stands in an address in place of `{unit}` and the like, by place."""

    cast: Cast
    words: Mapping[str, Mapping[str, object]]

    def client(self, actor: str) -> Client:
        client = Client()
        if actor != "stranger":
            client.force_login(getattr(self.cast, actor))
        return client

    def asked(self, client: Client, route: str, method: str, place: str) -> str:
        """What the answer is: its status, or the sign-in. Whatever the request does is undone."""
        words = self.words[place]
        address = ADDRESSES[route].format(**words)
        kept = client.cookies.output()
        with transaction.atomic():
            answer = client.get(address) if method == "GET" else self._post(client, route, address, words)
            transaction.set_rollback(True)
        if client.cookies.output() != kept:
            client.cookies.load(kept.replace("Set-Cookie: ", ""))
        leads_away = answer.status_code == 302 and answer["Location"].startswith("/dang-nhap/")
        return SIGN_IN if leads_away else str(answer.status_code)

    def _post(self, client: Client, route: str, address: str, words: Mapping[str, object]) -> HttpResponse:
        if route in JSON:
            return client.post(address, JSON[route], content_type="application/json")  # type: ignore[return-value]
        carried: dict[str, object] = {
            name: text.format(**words) for name, text in CARRIED.get(route, {"revision": "0"}).items()
        }
        if route in FILES:
            carried[FILES[route]] = SimpleUploadedFile("phu-luc.xlsx", b"no workbook")
        return client.post(address, carried)  # type: ignore[return-value]


def lay(cast: Cast) -> Ground:
    """Puts everything in place."""
    own = _things(cast.district, "DL", cast.officer, cast)
    neighbour = _things(cast.neighbour, "NH", cast.neighbour_officer, cast)
    findings = {one.node.code: one.key for one in find(parse(PERIOD), pack=current(), language="vi")}
    return Ground(
        cast,
        {
            "own": {**own, "finding": findings["DL"]},
            "neighbour": {**neighbour, "finding": findings["NH"]},
            "above": {**own, "unit": "LG", "login": "vanphong", "finding": findings["DL"]},
        },
    )


def _things(unit: Unit, code: str, officer: Person, cast: Cast) -> dict[str, object]:
    file = keep(f"sổ {code}".encode(), f"{code}.csv", "text/csv")
    # More probationary members than members: a finding.
    figures = [
        Entry(unit.pk, indicator, "", PERIOD, Measure.ACTUAL, Decimal(value))
        for indicator, value in (("members.admitted", 4), ("members.total", 5), ("members.probationary", 9))
    ]
    post(figures, by=officer, source=Source(SourceKind.IMPORT, file), at=NOW)
    submission = Submission.objects.create(unit=unit, form=FORM, period=PERIOD, changed_at=NOW)
    attachment = Attachment.objects.create(submission=submission, file=file, name="phu-luc.csv", person=officer, at=NOW)
    question = Explanation.objects.create(
        unit=unit, indicator="members.admitted", period=PERIOD, question="Vì sao?", asked_by=cast.office, asked_at=NOW
    )
    somebody = Person.objects.create_person(f"khoa.{code.lower()}", "Người có khóa")
    key = Authenticator.objects.create(user=somebody, type=Authenticator.Type.WEBAUTHN, data={"name": "Khóa"})
    further: dict[str, object] = {}
    for room in ROOMS:
        further |= room.things(unit, officer, cast)
    return further | {
        "unit": code,
        "form": FORM,
        "period": PERIOD,
        "sha256": file.sha256,
        "attachment": attachment.pk,
        "explanation": question.pk,
        "login": officer.login,
        "membership": Membership.objects.get(person=officer).pk,
        "notice": Notice.objects.create(person=officer, kind="reminder", text="Đến hạn", at=NOW).pk,
        "key": key.pk,
        "figure": "none",
    }
