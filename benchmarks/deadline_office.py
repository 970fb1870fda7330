"""The office of a deadline day: `python -m benchmarks.deadline_office COMMAND FILE …`, in the workspace of the environment.

A process of its own, because the settings of Django are read once: `build` makes thousands of units with an officer, a
leader and a session each and writes what the officers will send; `step` writes what leaders or the office do next;
`compare` holds the database against what was acknowledged.
"""

import json
import random
import secrets
import string
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from benchmarks import ground  # noqa: F401 - sets Django up
from benchmarks.crowd import Act
from giaoban.collection.drafts import answers
from giaoban.collection.models import Submission
from giaoban.collection.sheet import asked, key_of
from giaoban.figures.models import Observation
from giaoban.figures.verify import verify
from giaoban.indicators.packs import current
from giaoban.people.models import Membership, Person, Role
from giaoban.people.sessions import BEGAN, SEEN
from giaoban.units.models import UnitVersion
from giaoban.units.registry import tree_at
from giaoban.units.tree import Tree
from giaoban.units.units_file import take_units
from giaoban.workspace.demonstration.made_up import monthly_figures
from giaoban.workspace.opening import create

TODAY = date(2024, 7, 2)
LONG_AGO = date(2020, 1, 1)
PERIOD = "2024-06"
FORMS = ("organisation_work", "mass_and_propaganda")
"""The two forms of the pack with 60 figures together."""
BACKEND = "giaoban.people.recognised.Accounts"


def build(units: int) -> Iterator[Act]:
    """An empty office becomes one with so many units below its root; the acts are those of their officers."""
    path = settings.WORKSPACE.path
    create(path, pack="party_committee", today=TODAY)
    tree = _tree(units)
    officers = _people(tree, Role.REPORTING_OFFICER, "cb")
    _people(tree, Role.UNIT_LEADER, "ld")
    office = Person.objects.create_person("vanphong", "Văn phòng")
    Membership.objects.create(person=office, unit_id=tree.root.unit_id, role=Role.OFFICE, valid_from=LONG_AGO)
    cookies = dict(zip((node.code for node in tree.nodes[1:]), sign_in(officers), strict=True))
    pack = current()
    made = monthly_figures(pack)
    months = [figures for (_unit, month), figures in sorted(made.items()) if month.startswith("2024")]
    for code in FORMS:
        cells = [key_of(cell) for cell in asked(pack, pack.form(code))]
        for number, node in enumerate(tree.nodes[1:]):
            figures = months[number % len(months)]
            typed = {_field(*key): str(figures.get(key[:2], 0)) for key in cells}
            yield _act(node.code, code, "trinh", cookies[node.code], {"revision": "0", **typed})


def _field(indicator: str, breakdown: str, measure: str) -> str:
    name = f"{indicator}|{breakdown}" if breakdown else indicator
    return f"c.{name}" if measure == "actual" else f"c.{name}!{measure}"


def _tree(units: int) -> Tree:
    rows = ["code,name,kind,parent_code,valid_from,valid_to", "LG,Tỉnh ủy Lam Giang,province_committee,,2020-01-01,"]
    rows += [f"H{number:04},Huyện ủy số {number},district_committee,LG,2020-01-01," for number in range(1, units + 1)]
    taken = take_units("\n".join(rows).encode(), "units.csv", kinds={k.code: k.parents for k in current().unit_kinds})
    if taken.problems:
        raise ValueError(taken.problems[0].message)
    return tree_at(TODAY)


def _people(tree: Tree, role: Role, prefix: str) -> list[Person]:
    """One person a unit below the root, in the order of the tree; without a password, for they are signed in already."""
    nodes = tree.nodes[1:]
    people = Person.objects.bulk_create(
        Person(login=f"{prefix}.{node.code.lower()}", display_name=node.name, password="!" + secrets.token_hex(8))
        for node in nodes
    )
    Membership.objects.bulk_create(
        Membership(person=person, unit_id=node.unit_id, role=role, valid_from=LONG_AGO)
        for person, node in zip(people, nodes, strict=True)
    )
    return people


def sign_in(people: Iterable[Person]) -> list[str]:
    """The cookies of a session each, written as a sign-in leaves it, with the secret against forged forms."""
    now, store = timezone.now(), SessionStore()
    row = store.get_model_class()
    sessions, cookies = [], []
    for person in people:
        key, secret = _word(string.ascii_lowercase), _word(string.ascii_letters)
        values = {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: person.get_session_auth_hash(),
            BEGAN: now.timestamp(),
            SEEN: now.timestamp(),
        }
        expires = now + settings.SESSION_LASTS
        sessions.append(row(session_key=key, session_data=store.encode(values), expire_date=expires))
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={secret}")
    row.objects.bulk_create(sessions)
    return cookies


def _word(letters: str) -> str:
    return "".join(random.choices(letters + string.digits, k=32))


def step(word: str, form: str) -> Iterator[Act]:
    """The next act on every submission of the form: `duyet` by each unit's leader, `ghi-so` by the office."""
    codes = dict(UnitVersion.objects.values_list("unit_id", "code"))
    rows = list(Submission.objects.filter(form=form).order_by("pk").values_list("unit_id", "revision"))
    if word == "ghi-so":
        cookies = sign_in(Person.objects.filter(login="vanphong")) * len(rows)
    else:
        leaders = Person.objects.in_bulk([f"ld.{codes[unit].lower()}" for unit, _revision in rows], field_name="login")
        cookies = sign_in(leaders[f"ld.{codes[unit].lower()}"] for unit, _revision in rows)
    for (unit, revision), cookie in zip(rows, cookies, strict=True):
        yield _act(codes[unit], form, word, cookie, {"revision": str(revision)})


def _act(unit: str, form: str, word: str, cookie: str, fields: dict[str, str]) -> Act:
    secret = cookie.rpartition("=")[2]
    body = urlencode({"csrfmiddlewaretoken": secret, **fields})
    return Act(f"{unit} {form}", f"/nhap-lieu/{unit}/{form}/{PERIOD}/{word}/", cookie, body)


def compare(acknowledged: Iterable[str], sent: Iterable[Act]) -> dict[str, int]:
    """How many acknowledged submissions, and figures of those that were accepted, are not there as they were sent."""
    typed = {act.name: act.figures for act in sent}
    codes = dict(UnitVersion.objects.values_list("unit_id", "code"))
    standing = {f"{codes[row.unit_id]} {row.form}": row for row in Submission.objects.exclude(state="draft")}
    missing = wrong = figures = astray = 0
    books = {
        (row[0], row[1] + "|" + row[2] if row[2] else row[1]): row[3]
        for row in Observation.objects.filter(period=PERIOD).values_list("unit_id", "indicator", "breakdown", "value")
    }
    for name in acknowledged:
        row = standing.get(name)
        if row is None:
            missing += 1
            continue
        read = {"|".join(filter(None, key[:2])): answer.value for key, answer in answers(row).answers.items()}
        wrong += {key: str(value) for key, value in read.items()} != typed[name]
        if row.state == "posted":
            figures += len(read)
            astray += sum(books.get((row.unit_id, key)) != value for key, value in read.items())
    return {"missing": missing, "wrong": wrong, "figures": figures, "astray": astray, "broken": len(verify().problems)}


def main(words: list[str]) -> None:
    """Runs one command; FILE holds or receives acts, one JSON object a line."""
    match words:
        case ["build", units, file]:
            write(file, build(int(units)))
        case ["step", word, form, file]:
            write(file, step(word, form))
        case ["compare", file, acknowledged]:
            names = Path(acknowledged).read_text(encoding="utf-8").splitlines()
            sys.stdout.write(json.dumps(compare(names, read(file))))


def write(file: str, acts: Iterable[Act]) -> None:
    with Path(file).open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(asdict(act)) + "\n" for act in acts)


def read(file: str) -> list[Act]:
    return [Act(**json.loads(line)) for line in Path(file).read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main(sys.argv[1:])
