"""What the permission matrix needs for the pages of recommendations."""

from giaoban.followup.models import RecommendationOrigin
from giaoban.followup.recommendation_acts import Incoming, receive
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast

RECOMMENDATION = "/kien-nghi/{recommendation}/"
ADDRESSES: dict[str, str] = {
    "recommendation": RECOMMENDATION,
}
"""Every page by the name of its route: its address with what changes in braces."""
CARRIED: dict[str, dict[str, str]] = {}
"""What a POST carries; other routes carry `revision=0`."""


def things(unit: Unit, officer: Person, cast: Cast) -> dict[str, object]:
    """One thing of each kind of that unit: what stands in an address in place of `{task}` and the like."""
    incoming = Incoming(
        unit.pk, cast.province.pk, "Nâng cấp đường", RecommendationOrigin.LETTER, "Công văn 15-CV/HU", NOW.date()
    )
    return {"recommendation": receive(incoming, by=cast.office, at=NOW).pk}
