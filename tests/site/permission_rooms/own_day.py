"""What the permission matrix needs for the page of the own day."""

from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import Cast

ADDRESSES = {"own_day": "/viec-cua-toi/"}
"""Every page by the name of its route: its address with what changes in braces."""
CARRIED: dict[str, dict[str, str]] = {}
"""What a POST carries; other routes carry `revision=0`."""


def things(unit: Unit, officer: Person, cast: Cast) -> dict[str, object]:
    """Nothing of a unit stands in its address."""
    return {}
