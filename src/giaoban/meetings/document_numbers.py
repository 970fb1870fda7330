"""Numbers of notices: the next one is proposed, what is typed is kept, none is given twice. Pure.

The Party numbers each type of document from 01 in each term of the committee (Hướng dẫn 36-HD/VPTW), the state in each year
(Nghị định 30/2020/NĐ-CP, Điều 15).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from giaoban.language.text import fold
from giaoban.meetings.letterhead import Kind, Office

_COUNT = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Given:
    """A number that was given, and when."""

    number: str
    day: date


def proposed(office: Office, given: Iterable[Given], day: date) -> str:
    """The number for a notice of that day: one more than the highest of its run, with the letters used last."""
    run = [one for one in given if same_run(office, one.day, day)]
    count = max((count_of(one.number) for one in run), default=0) + 1
    if not run or office.is_root:
        return office.number(Kind.NOTICE, count)
    last = max(run, key=lambda one: (one.day, count_of(one.number)))
    return _COUNT.sub(f"{count:02}", last.number, count=1)


def is_given(office: Office, number: str, given: Iterable[Given], day: date) -> bool:
    """Whether a notice of the same run has that number already, however its zeros and spaces are written."""
    return any(same_run(office, one.day, day) and _key(one.number) == _key(number) for one in given)


def same_run(office: Office, one: date, other: date) -> bool:
    """Whether documents of the two days are numbered in one run: of a term of the Party's committee, of a year of the state."""
    terms = sorted(office.letterhead.terms)
    if office.layout == "state" or not terms:
        return one.year == other.year
    return bisect_right(terms, one) == bisect_right(terms, other)


def count_of(number: str) -> int:
    """12 of `12-TB/TU`; 0 where it has no digits."""
    found = _COUNT.search(number)
    return int(found[0]) if found else 0


def _key(number: str) -> str:
    return "".join(_COUNT.sub(lambda found: str(int(found[0])), fold(number)).split())
