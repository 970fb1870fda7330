"""Taking a file of units into the register: wholly, or not at all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from giaoban.units.problems import UnitsProblem


@dataclass(frozen=True, slots=True)
class UnitsOutcome:
    """What came of a file: its problems (then nothing was taken), or how many rows were new, changed or known."""

    problems: tuple[UnitsProblem, ...]
    added: int = 0
    changed: int = 0
    unchanged: int = 0


def take_units(data: bytes, name: str, *, kinds: Mapping[str, Collection[str]], dry_run: bool = False) -> UnitsOutcome:
    """Takes the rows of a units CSV; `kinds` maps each kind of unit to the kinds under which it may hang."""
    raise NotImplementedError
