"""A recommendation of Diễn Lộc to the province, and the people around it, for the tests of recommendations."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from giaoban.followup import recommendation_acts as acts
from giaoban.followup.models import Recommendation, RecommendationOrigin
from giaoban.followup.recommendation_acts import Incoming, Part
from giaoban.people.models import Person, Role
from tests.conftest import NOW, Cast, add_person

TEXT = "Sớm bố trí vốn nâng cấp tuyến đường từ trung tâm huyện ra cảng cá."
SESSION = "Buổi làm việc của Thường trực Tỉnh ủy với Huyện ủy Diễn Lộc, ngày 12/3/2024"
DUE = date(2024, 7, 31)
TODAY = NOW.date()


@dataclass
class Asking:
    """The cast, an officer of the body that answers (the equivalent committee), and a clock that moves on with every act."""

    cast: Cast
    owner: Person
    clock: datetime = NOW

    def now(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    def received(self, text: str = TEXT, unit_id: int | None = None, on: date = TODAY) -> Recommendation:
        incoming = Incoming(
            unit_id or self.cast.district.pk,
            self.cast.province.pk,
            text,
            RecommendationOrigin.WORKING_SESSION,
            SESSION,
            on,
        )
        return acts.receive(incoming, by=self.cast.office, at=self.now())

    def classified(self, text: str = TEXT) -> Recommendation:
        return self.classified_of(self.received(text))

    def classified_of(self, one: Recommendation) -> Recommendation:
        return acts.classify(one, "Giao thông", "province", by=self.cast.office, at=self.now(), revision=one.revision)

    def passed_on(self, text: str = TEXT, due: date = DUE) -> Recommendation:
        return self.passed_on_of(self.received(text), due)

    def passed_on_of(self, one: Recommendation, due: date = DUE) -> Recommendation:
        one, owner = self.classified_of(one), self.cast.equivalent.pk
        return acts.pass_on(one, owner, due, by=self.cast.office, at=self.now(), revision=one.revision)

    def answered(self, text: str = TEXT) -> Recommendation:
        return self.answer(self.passed_on(text))

    def answer(self, one: Recommendation) -> Recommendation:
        return acts.answer(
            one, "Đã bố trí vốn.", self.clock.date(), by=self.owner, at=self.now(), revision=one.revision
        )

    def confirm(self, one: Recommendation, by: Person | None = None) -> Recommendation:
        return acts.confirm(one, by=by or self.cast.officer, at=self.now(), revision=one.revision)

    def closed(self, text: str = TEXT) -> Recommendation:
        return self.confirm(self.answered(text))

    def split(self, one: Recommendation) -> tuple[Recommendation, ...]:
        parts = [
            Part("Vốn cho đoạn qua thị trấn.", self.cast.equivalent.pk, DUE),
            Part("Thủ tục đất cho đoạn ven biển.", self.cast.equivalent.pk, DUE, "Đất đai", "centre"),
        ]
        return acts.split(one, parts, by=self.cast.office, at=self.now(), revision=one.revision)


def asking_of(cast: Cast) -> Asking:
    owner = add_person("congan", "Cán bộ Công an tỉnh", Role.REPORTING_OFFICER, cast.equivalent)
    return Asking(cast, owner)


def fresh(one: Recommendation) -> Recommendation:
    return Recommendation.objects.get(pk=one.pk)
