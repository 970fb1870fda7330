"""What the made-up committees asked of the province, in working sessions, and how far each came: all made up.

Everything goes through the acts of the register, on the days told here; the thirteen that were confirmed in the first half
of 2024 are those of the published half-year review.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import F

from giaoban.followup import recommendation_acts as acts
from giaoban.followup.models import DecidingLevel, Recommendation, RecommendationOrigin, Topic
from giaoban.followup.recommendation_acts import Incoming, Part
from giaoban.followup.recommendation_tidings import NOTICE
from giaoban.language.dates import HANOI
from giaoban.people.models import Notice, Person
from giaoban.units.registry import tree_at
from giaoban.workspace.demonstration.briefing_plans import CLEARANCE, IUU
from giaoban.workspace.demonstration.province import ROOT, TODAY

CENTRE, PROVINCE, DISTRICT = DecidingLevel.CENTRE, DecidingLevel.PROVINCE, DecidingLevel.DISTRICT
Move = Callable[["Player", "Wish", Recommendation, datetime], Recommendation]


@dataclass(frozen=True, slots=True)
class Turn:
    """What is done with a recommendation on a day."""

    on: date
    move: Move


@dataclass(frozen=True, slots=True)
class Wish:
    """One recommendation of a committee: `owner` is to answer it, `turns` is all that was done after it was raised.

    `topic` is the code of the topic to which it belongs.
    """

    unit: str
    raised: date
    text: str
    field: str
    level: DecidingLevel
    turns: tuple[Turn, ...] = ()
    owner: str = "CQ"
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Player:
    """Who acts in the demonstration: the province's office, and by committee the officer who writes for it."""

    office: Person
    officers: Mapping[str, Person]

    def of(self, unit: str) -> Person:
        return self.office if unit == ROOT.code else self.officers[unit]


class Register:
    """Brings the recommendations in and moves them on, day by day, beside the workbooks that arrive meanwhile."""

    def __init__(self, officers: Mapping[str, Person], office: Person) -> None:
        self._player = Player(office, officers)
        self._coming = sorted(happenings(), key=lambda one: one[0])
        self._made: dict[str, Recommendation] = {}

    def until(self, at: datetime) -> None:
        """Does everything that was done before that instant and is not done yet."""
        while self._coming and self._coming[0][0] < at:
            when, wish, move = self._coming.pop(0)
            self._made[wish.text] = (
                raised(self._player, wish, when)
                if move is None
                else move(self._player, wish, self._made[wish.text], when)
            )

    def finish(self, at: datetime) -> None:
        """Does everything that was done before that instant; what was told more than a week ago has been read."""
        self.until(at)
        old = Notice.objects.filter(kind=NOTICE, read_at=None, at__lt=at - timedelta(days=7))
        old.update(read_at=F("at") + timedelta(hours=1))


def happenings() -> Iterator[tuple[datetime, Wish, Move | None]]:
    """Every act with its instant, no two at once; the first of each recommendation is that it is raised."""
    for place, wish in enumerate(WISHES):
        for minutes, (day, move) in enumerate([(wish.raised, None), *((one.on, one.move) for one in wish.turns)]):
            yield datetime.combine(day, time(14, 0), HANOI) + timedelta(minutes=9 * place, seconds=minutes), wish, move


def session_title(name: str, day: date) -> str:
    """The working session with a committee in which it raised its recommendations."""
    return f"Buổi làm việc của Thường trực Tỉnh ủy với {name}, ngày {day.day}/{day.month}/{day.year}"


def raised(player: Player, wish: Wish, at: datetime) -> Recommendation:
    tree = tree_at(TODAY)
    unit = tree.by_code(wish.unit)
    day = wish.raised
    title = session_title(unit.name, day)
    origin = RecommendationOrigin.WORKING_SESSION
    topic = Topic.objects.get(code=wish.topic).pk if wish.topic else None
    incoming = Incoming(unit.unit_id, tree.root.unit_id, wish.text, origin, title, day, topic_id=topic)
    return acts.receive(incoming, by=player.office, at=at)


# ── the acts ──


def classified(player: Player, wish: Wish, one: Recommendation, at: datetime) -> Recommendation:
    return acts.classify(one, wish.field, wish.level, by=player.office, at=at, revision=one.revision)


def passed_on(due: date) -> Move:
    def move(player: Player, wish: Wish, one: Recommendation, at: datetime) -> Recommendation:
        owner = tree_at(TODAY).by_code(wish.owner).unit_id
        return acts.pass_on(one, owner, due, by=player.office, at=at, revision=one.revision)

    return move


def started(player: Player, wish: Wish, one: Recommendation, at: datetime) -> Recommendation:
    return acts.start(one, by=player.of(wish.owner), at=at, revision=one.revision)


def progressed(text: str) -> Move:
    def move(player: Player, wish: Wish, one: Recommendation, at: datetime) -> Recommendation:
        return acts.progress(one, text, by=player.of(wish.owner), at=at, revision=one.revision)

    return move


def answered(text: str) -> Move:
    def move(player: Player, wish: Wish, one: Recommendation, at: datetime) -> Recommendation:
        return acts.answer(one, text, at.date(), by=player.of(wish.owner), at=at, revision=one.revision)

    return move


def confirmed(player: Player, wish: Wish, one: Recommendation, at: datetime) -> Recommendation:
    return acts.confirm(one, by=player.officers[wish.unit], at=at, revision=one.revision)


def disputed(text: str) -> Move:
    def move(player: Player, wish: Wish, one: Recommendation, at: datetime) -> Recommendation:
        return acts.dispute(one, text, by=player.officers[wish.unit], at=at, revision=one.revision)

    return move


def deferred(timetable: str) -> Move:
    def move(player: Player, wish: Wish, one: Recommendation, at: datetime) -> Recommendation:
        return acts.defer(one, timetable, by=player.of(wish.owner), at=at, revision=one.revision)

    return move


def sent_up(to: str) -> Move:
    def move(player: Player, wish: Wish, one: Recommendation, at: datetime) -> Recommendation:
        return acts.send_up(one, to, by=player.office, at=at, revision=one.revision)

    return move


def withdrawn(reason: str) -> Move:
    def move(player: Player, wish: Wish, one: Recommendation, at: datetime) -> Recommendation:
        return acts.withdraw(one, reason, by=player.officers[wish.unit], at=at, revision=one.revision)

    return move


def split_in_two(player: Player, wish: Wish, one: Recommendation, at: datetime) -> Recommendation:
    """The harbour of Diễn Lộc: the first part is settled a month later, the second is at work."""
    tree = tree_at(TODAY)
    parts = [
        Part(text, tree.by_code(owner).unit_id, due, field)
        for text, owner, due, field in (
            ("Bố trí trạm kiểm soát và biển báo luồng ra, vào cảng cá.", "BP", date(2024, 5, 31), "Thủy sản"),
            ("Nâng cấp tuyến đường nối cảng cá với đường tỉnh.", "CQ", date(2024, 8, 30), "Giao thông"),
        )
    ]
    first, second = acts.split(one, parts, by=player.office, at=at, revision=one.revision)
    later = at + timedelta(days=30)
    acts.start(second, by=player.officers["CQ"], at=later, revision=second.revision)
    text = "Đã bố trí trạm kiểm soát tại cửa luồng, hoàn thành 12 biển báo."
    first = acts.answer(first, text, later.date(), by=player.officers["BP"], at=later, revision=first.revision)
    acts.confirm(first, by=player.officers[wish.unit], at=later + timedelta(hours=1), revision=first.revision)
    return Recommendation.objects.get(pk=one.pk)


# ── what was asked ──


def taken_up(raised_on: date, due: date) -> tuple[Turn, ...]:
    """Classified two days after, passed on four days after, on working days."""
    return Turn(at_work(raised_on, 2), classified), Turn(at_work(raised_on, 4), passed_on(due))


def settled(raised_on: date, due: date, on: date, text: str, confirmed_on: date) -> tuple[Turn, ...]:
    """The straight way to the confirmation."""
    begun = Turn(at_work(raised_on, 9), started)
    return *taken_up(raised_on, due), begun, Turn(on, answered(text)), Turn(confirmed_on, confirmed)


def at_work(day: date, later: int) -> date:
    """So many days later, or the Monday after."""
    found = day + timedelta(days=later)
    return found + timedelta(days=max(0, 7 - found.weekday())) if found.weekday() > 4 else found


QB_2023, MS_2023 = date(2023, 11, 14), date(2023, 12, 7)
NH, TT, DL, AK = date(2024, 1, 23), date(2024, 2, 20), date(2024, 3, 12), date(2024, 4, 9)
VH, QB, CS, MS = date(2024, 4, 23), date(2024, 5, 16), date(2024, 5, 28), date(2024, 6, 11)

WISHES: Final = (
    Wish(
        "QB", QB_2023, "Nạo vét luồng vào cảng cá Quỳnh Bãi đang bị bồi lắng, tàu công suất lớn khó ra vào.", "Thủy sản", PROVINCE,
        settled(QB_2023, date(2024, 1, 31), date(2024, 2, 20), "Đã nạo vét 1,2 km luồng, bảo đảm độ sâu cho tàu trên 15 m.", date(2024, 2, 27)),
    ),
    Wish(
        "MS", MS_2023, "Đầu tư tuyến đường liên xã vùng cao, mùa mưa thường bị chia cắt.", "Giao thông", PROVINCE,
        (
            *taken_up(MS_2023, date(2024, 3, 29)),
            Turn(date(2024, 3, 20), deferred("Chưa cân đối được vốn năm 2024. Lộ trình: lập dự án trong quý IV/2024, đưa vào kế hoạch đầu tư công năm 2025, khởi công quý II/2025.")),
        ),
    ),
    Wish(
        "NH", NH, "Bổ sung biên chế giáo viên mầm non cho các phường có khu dân cư mới.", "Nội vụ", PROVINCE,
        settled(NH, date(2024, 3, 15), date(2024, 3, 8), "Đã giao bổ sung 24 biên chế giáo viên mầm non từ năm học 2024-2025.", date(2024, 3, 15)),
    ),
    Wish(
        "NH", NH, "Sớm hoàn thành thủ tục giao đất xây dựng trạm y tế phường ven sông.", "Đất đai", PROVINCE,
        settled(NH, date(2024, 3, 29), date(2024, 3, 22), "Đã có quyết định giao đất và bàn giao mốc tại thực địa.", date(2024, 3, 28)),
    ),
    Wish(
        "NH", NH, "Lắp đèn tín hiệu tại nút giao đường vành đai.", "Giao thông", DISTRICT,
        (*taken_up(NH, date(2024, 3, 29)), Turn(date(2024, 2, 23), withdrawn("Thành phố đã bố trí được từ ngân sách của mình."))),
    ),
    Wish(
        "TT", TT, "Sửa chữa kênh chính của hồ chứa trước vụ hè thu.", "Thủy lợi", PROVINCE,
        settled(TT, date(2024, 4, 30), date(2024, 4, 19), "Đã sửa chữa, kiên cố 3,4 km kênh chính, đưa nước về trước thời vụ.", date(2024, 4, 26)),
    ),
    Wish(
        "TT", TT, "Bố trí kinh phí xây dựng 8 phòng học thay các phòng đã xuống cấp.", "Giáo dục", PROVINCE,
        settled(TT, date(2024, 5, 31), date(2024, 5, 22), "Đã bố trí vốn và khởi công, bàn giao trước năm học mới.", date(2024, 5, 29)),
    ),
    Wish(
        "TT", TT, "Hướng dẫn thủ tục chuyển mục đích đất trồng lúa ở khu dân cư xen kẹt.", "Đất đai", PROVINCE,
        (
            *taken_up(TT, date(2024, 7, 31)), Turn(at_work(TT, 9), started),
            Turn(date(2024, 6, 5), answered("Đề nghị huyện thực hiện theo quy định hiện hành.")),
            Turn(date(2024, 6, 12), disputed("Trả lời chưa nêu trình tự và nơi tiếp nhận hồ sơ; đề nghị hướng dẫn cụ thể.")),
        ),
    ),
    Wish(
        "DL", DL, "Gia cố đoạn đường đê ven biển bị sạt lở sau mùa mưa bão.", "Thủy lợi", PROVINCE,
        settled(DL, date(2024, 5, 15), date(2024, 5, 3), "Đã gia cố 640 m, thông xe trở lại.", date(2024, 5, 10)),
    ),
    Wish(
        "DL", DL, "Hướng dẫn xác định giá đất cụ thể ở khu tái định cư của dự án đường ven biển.", "Đất đai", PROVINCE,
        settled(DL, date(2024, 5, 31), date(2024, 5, 17), "Đã có văn bản hướng dẫn và phê duyệt giá đất cụ thể của 118 thửa.", date(2024, 5, 24)), topic=CLEARANCE,
    ),
    Wish(
        "DL", DL, "Bổ sung phao tiêu, hướng dẫn neo đậu tàu thuyền tránh trú bão.", "Thủy sản", PROVINCE,
        settled(DL, date(2024, 6, 20), date(2024, 6, 7), "Đã đặt 16 phao tiêu, thông báo sơ đồ neo đậu tới chủ tàu.", date(2024, 6, 14)), owner="BP",
    ),
    Wish(
        "DL", DL, "Hoàn thiện hạ tầng cảng cá Diễn Lộc: kiểm soát tàu ra vào và đường nối với đường tỉnh.", "Thủy sản", PROVINCE,
        (Turn(at_work(DL, 2), classified), Turn(date(2024, 4, 17), split_in_two)), topic=IUU,
    ),
    Wish(
        "DL", DL, "Bố trí kinh phí hỗ trợ cước kết nối thiết bị giám sát hành trình tàu cá.", "Thủy sản", PROVINCE,
        (
            *taken_up(DL, date(2024, 6, 28)), Turn(at_work(DL, 9), started),
            Turn(date(2024, 5, 20), progressed("Đã tổng hợp nhu cầu của 214 tàu, đang thẩm định mức hỗ trợ.")),
            Turn(date(2024, 6, 27), answered("Tỉnh hỗ trợ 50% cước kết nối trong 12 tháng, chi trả từ quý III/2024.")),
        ),
        topic=IUU,
    ),
    Wish(
        "AK", AK, "Bảo đảm nguồn nước sinh hoạt mùa khô cho các xã phía tây.", "Thủy lợi", PROVINCE,
        settled(AK, date(2024, 5, 31), date(2024, 5, 24), "Đã lắp trạm cấp nước tạm và 4,8 km đường ống.", date(2024, 5, 31)),
    ),
    Wish(
        "AK", AK, "Bố trí nhân viên y tế cho các trường tiểu học chưa có.", "Nội vụ", PROVINCE,
        settled(AK, date(2024, 6, 14), date(2024, 6, 5), "Đã bố trí nhân viên y tế kiêm nhiệm ở 9 trường, có phụ cấp.", date(2024, 6, 12)),
    ),
    Wish(
        "AK", AK, "Điều chỉnh ranh giới rừng phòng hộ chồng lấn đất ở lâu năm của nhân dân.", "Lâm nghiệp", CENTRE,
        (Turn(at_work(AK, 2), classified), Turn(date(2024, 4, 26), sent_up("Bộ Nông nghiệp và Phát triển nông thôn"))),
    ),
    Wish(
        "VH", VH, "Xây dựng cầu dân sinh thay cầu tạm qua suối.", "Giao thông", PROVINCE,
        settled(VH, date(2024, 6, 20), date(2024, 6, 11), "Cầu đã hoàn thành và đưa vào sử dụng.", date(2024, 6, 18)),
    ),
    Wish(
        "VH", VH, "Thay máy bơm của trạm bơm tưới đã hỏng từ vụ trước.", "Thủy lợi", PROVINCE,
        settled(VH, date(2024, 6, 28), date(2024, 6, 14), "Đã thay hai tổ máy bơm, vận hành đủ công suất.", date(2024, 6, 21)),
    ),
    Wish(
        "QB", QB, "Bố trí vốn xây thêm 6 phòng học tại xã có trường phải học ba ca.", "Giáo dục", PROVINCE,
        (*taken_up(QB, date(2024, 7, 15)), Turn(at_work(QB, 9), started), Turn(date(2024, 6, 20), progressed("Đã khảo sát mặt bằng, đang trình chủ trương đầu tư."))),
    ),
    Wish(
        "CS", CS, "Nâng cấp trạm phát sóng di động và điện lưới ra các cụm dân cư ven đảo.", "Thông tin", PROVINCE,
        settled(CS, date(2024, 7, 15), date(2024, 6, 21), "Đã đưa vào hoạt động hai trạm phát sóng, điện lưới ổn định.", date(2024, 6, 28)),
    ),
    Wish(
        "CS", CS, "Tăng chuyến tàu chở khách ra đảo vào mùa du lịch.", "Giao thông", PROVINCE, taken_up(CS, date(2024, 6, 25)), owner="DN",
    ),
    Wish(
        "MS", MS, "Hỗ trợ giống cây dược liệu cho các xã vùng cao.", "Nông nghiệp", PROVINCE, (Turn(date(2024, 6, 14), classified),),
    ),
    Wish("MS", MS, "Bổ sung cán bộ địa chính cho các xã có nhiều hồ sơ đất đai tồn đọng.", "Nội vụ", PROVINCE, topic=CLEARANCE),
)  # fmt: skip
"""Twenty-three recommendations, of which thirteen were confirmed in the first half of 2024 and two came over from 2023."""
