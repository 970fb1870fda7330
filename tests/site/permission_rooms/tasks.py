"""What the permission matrix needs for the pages of tasks."""

from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import Cast

ADDRESSES: dict[str, str] = {}
"""Every page by the name of its route: its address with what changes in braces."""
CARRIED: dict[str, dict[str, str]] = {}
"""What a POST carries; other routes carry `revision=0`."""


def things(unit: Unit, officer: Person, cast: Cast) -> dict[str, object]:
    """One thing of each kind of that unit: what stands in an address in place of `{task}` and the like."""
    return {}
