"""What the permission matrix needs for the pages of recommendations."""

from giaoban.followup.models import RecommendationOrigin
from giaoban.followup.recommendation_acts import Incoming, receive
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast

RECOMMENDATION = "/kien-nghi/{recommendation}/"
ADDRESSES: dict[str, str] = {
    "recommendations": "/kien-nghi/",
    "recommendations_file": "/kien-nghi/tai-ve.csv",
    "new_recommendation": "/kien-nghi/moi/",
    "recommendation": RECOMMENDATION,
    "recommendation_classify": RECOMMENDATION + "phan-loai/",
    "recommendation_pass_on": RECOMMENDATION + "chuyen/",
    "recommendation_split": RECOMMENDATION + "tach/",
    "recommendation_start": RECOMMENDATION + "bat-dau/",
    "recommendation_progress": RECOMMENDATION + "tien-do/",
    "recommendation_answer": RECOMMENDATION + "tra-loi/",
    "recommendation_confirm": RECOMMENDATION + "xac-nhan/",
    "recommendation_dispute": RECOMMENDATION + "y-kien/",
    "recommendation_defer": RECOMMENDATION + "lo-trinh/",
    "recommendation_send_up": RECOMMENDATION + "len-cap-tren/",
    "recommendation_withdraw": RECOMMENDATION + "rut/",
}
"""Every page by the name of its route: its address with what changes in braces."""
CARRIED: dict[str, dict[str, str]] = {
    "new_recommendation": {
        "don-vi": "{unit}",
        "noi-dung": "Nâng cấp đường",
        "nguon": "letter",
        "van-ban": "Công văn 15-CV/HU",
        "ngay": "2024-07-02",
        "mat": "open",
    },
    "recommendation_classify": {"revision": "0", "linh-vuc": "Giao thông", "cap": "province"},
    "recommendation_withdraw": {"revision": "0", "noi-dung": "Không cần nữa"},
}
"""What a POST carries; other routes carry `revision=0`."""


def things(unit: Unit, officer: Person, cast: Cast) -> dict[str, object]:
    """One thing of each kind of that unit: what stands in an address in place of `{task}` and the like."""
    incoming = Incoming(
        unit.pk, cast.province.pk, "Nâng cấp đường", RecommendationOrigin.LETTER, "Công văn 15-CV/HU", NOW.date()
    )
    return {"recommendation": receive(incoming, by=cast.office, at=NOW).pk}
