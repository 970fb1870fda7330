"""Reminding: once a day by a click, once for each due day by the command, whoever runs it."""

from datetime import date, datetime, timedelta

import pytest

from giaoban.collection.board import board
from giaoban.collection.chasing import AGAIN_AFTER, Owed, Reminded, extend, message, owed, remind, remind_due
from giaoban.collection.due import WrongExtension
from giaoban.collection.models import Extension, Reminder, ReminderKind
from giaoban.indicators.packs import current
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Notice, Person, Role
from giaoban.periods.period import parse
from giaoban.units.registry import tree_at
from tests.collection.desk import FORM, MONTH, desk_of
from tests.conftest import HANOI, NOW, Cast, add_person

LATE = datetime(2024, 7, 10, 9, 0, tzinfo=HANOI)


def debts(code: str, at: datetime = LATE, form: str = "") -> tuple[Owed, ...]:
    period = parse(MONTH)
    tree = tree_at(date(2024, 6, 30))
    found = board(period, [tree.by_code(code)], pack=current(), today=at.date())
    return owed(found.rows, period, form)


def notices(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("text", flat=True))


def test_the_people_of_a_unit_get_one_message_for_all_that_it_owes(cast: Cast) -> None:
    done = remind(debts("DL"), by=cast.office, at=LATE)
    assert (len(done.sent), done.units, done.persons) == (4, 1, 2)
    (text,) = notices(cast.officer)
    assert notices(cast.unit_leader) == [text]
    assert text.startswith(
        "Huyện ủy Diễn Lộc: 4 biểu đã quá hạn: “Công tác tổ chức xây dựng Đảng” T6/2024 (hạn 05/07/2024);"
    )
    assert notices(cast.office) == [], "the office reports for the unit too, but is not the unit"


def test_a_form_is_reminded_of_once_a_day_and_says_so(cast: Cast) -> None:
    remind(debts("DL", form=FORM), by=cast.office, at=LATE)
    again = remind(debts("DL"), by=cast.office, at=LATE + timedelta(hours=3))
    assert [one.cell.form.code for one in again.already] == [FORM]
    assert len(again.sent) == 3
    tomorrow = remind(debts("DL"), by=cast.office, at=LATE + timedelta(days=1))
    assert len(tomorrow.sent) == 4


def test_a_unit_without_an_account_cannot_be_reminded_and_is_named(cast: Cast) -> None:
    done = remind(debts("MS"), by=cast.office, at=LATE)
    assert (done.sent, {one.node.code for one in done.unreachable}) == ((), {"MS"})
    assert not Reminder.objects.exists(), "once it has an account it is reminded the same day"


@pytest.mark.parametrize(
    ("who", "error"), [("leader", NotYourRole), ("officer", NotYourRole), ("neighbour_officer", Hidden)]
)
def test_only_the_office_that_receives_the_forms_reminds(cast: Cast, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        remind(debts("DL"), by=getattr(cast, who), at=LATE)
    assert not Notice.objects.exists()


def test_what_has_been_handed_in_is_not_owed(cast: Cast) -> None:
    desk = desk_of(cast)
    desk.open()
    desk.type({"members.admitted": "7"})
    desk.submit()
    assert FORM not in [one.cell.form.code for one in debts("DL")]


def run(at: datetime) -> Reminded:
    return remind_due(current(), at=at)


def test_the_command_tells_two_days_before_once_and_after_the_day_every_week(cast: Cast) -> None:
    due = date(2024, 7, 5)

    def sent_on(day: date) -> int:
        done = run(datetime(day.year, day.month, day.day, 8, tzinfo=HANOI))
        return sum(
            one.node.code == "DL" and one.cell.form.code == FORM and one.period.code == MONTH for one in done.sent
        )

    days = [due + timedelta(days=number) for number in range(-4, 2 * AGAIN_AFTER + 3)]
    assert {day for day in days if sent_on(day)} == {
        due - timedelta(days=2),
        due + timedelta(days=1),
        due + timedelta(days=1 + AGAIN_AFTER),
        due + timedelta(days=1 + 2 * AGAIN_AFTER),
    }


def test_the_command_run_twice_tells_once(cast: Cast) -> None:
    first, second = run(LATE), run(LATE)
    assert first.sent
    assert second.sent == ()
    assert Notice.objects.filter(person=cast.officer).count() == 1


def test_the_command_gives_up_what_is_long_past(cast: Cast) -> None:
    run(LATE)
    assert not Reminder.objects.filter(period="2023").exists()
    assert set(Reminder.objects.values_list("kind", flat=True)) == {ReminderKind.LATE}


def test_an_extension_quiets_the_command_and_is_told_to_the_unit(cast: Cast) -> None:
    (sheet,) = debts("DL", form=FORM)
    extend(sheet, date(2024, 7, 20), "Nước lũ", by=cast.office, at=LATE)
    assert notices(cast.officer) == [
        "Huyện ủy Diễn Lộc: biểu “Công tác tổ chức xây dựng Đảng” T6/2024 được gia hạn đến 20/07/2024. Lý do: Nước lũ"
    ]
    sent = {one.cell.form.code for one in run(LATE).sent if one.node.code == "DL" and one.period.code == MONTH}
    assert FORM not in sent
    with pytest.raises(WrongExtension):
        extend(sheet, date(2024, 7, 25), "  ", by=cast.office, at=LATE)
    assert Extension.objects.count() == 1


def test_a_message_tells_what_is_late_apart_from_what_comes(cast: Cast) -> None:
    early = debts("DL", NOW)
    text = message((*debts("DL", form=FORM), early[1]), date(2024, 7, 5))
    assert "biểu cần nộp" in text
    assert "quá hạn" not in text
    assert message(debts("DL", form=FORM), date(2024, 7, 9)).count("quá hạn") == 1


def test_somebody_who_left_or_was_shut_out_gets_nothing(cast: Cast) -> None:
    add_person("moi", "Cán bộ mới", Role.REPORTING_OFFICER, cast.district)
    Person.objects.filter(pk=cast.officer.pk).update(is_active=False)
    done = remind(debts("DL"), by=cast.office, at=LATE)
    assert done.persons == 2
    assert notices(cast.officer) == []
