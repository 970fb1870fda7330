"""The chain is walked from the first posting to the head, and what does not fit is named."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """What does not fit, as a sentence; `posting` is the first posting concerned, None where it is none in particular."""

    posting: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was read, and what did not fit, in order of posting; no problems means that the books are whole."""

    postings: int
    observations: int
    files: int
    problems: tuple[ChainProblem, ...]


def verify(stamps: Collection[str] = ()) -> Verification:
    """Reads everything that was ever posted, row by row, and every source file.

    `stamps` are `ledger_stamp`s kept outside the database, on an issued report or a sheet of paper: each must still be
    in the chain. Without one, a chain that was rewritten from some posting to its end cannot be told from a true one.
    """
    raise NotImplementedError(stamps)
