"""The notice from draft to issue: the chair's word first, then number, tasks and messages in one go, or none of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from giaoban.followup.models import Task, TaskOrigin, TaskState
from giaoban.indicators import packs
from giaoban.meetings import issuing, recording, versions
from giaoban.meetings.document_numbers import Given, is_given, proposed, same_run
from giaoban.meetings.issuing import Issuing, NotReady, issue
from giaoban.meetings.letterhead import Office, Signing, office
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import Conclusion, Meeting, MeetingEvent, MeetingState, NoticeVersion, VersionKind
from giaoban.meetings.moving import MeetingRefused, Overtaken
from giaoban.meetings.recording import ConclusionWords
from giaoban.meetings.versions import thawed
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Notice
from giaoban.reports.values import as_json
from giaoban.reports.writers import WRITERS
from tests.conftest import Cast
from tests.meetings.concluded import AFTER, approved, conclude, concluded, held_briefing, work

TYPED = Issuing("08-TB/TU", AFTER.date())


def done(cast: Cast, meeting: Meeting, typed: Issuing = TYPED) -> NoticeVersion:
    return issue(meeting, typed, by=cast.office, at=AFTER, revision=meeting.revision)


def test_an_issued_notice_has_made_its_conclusions_tasks(cast: Cast) -> None:
    meeting = approved(cast)
    kept = done(cast, meeting)
    assert (kept.kind, kept.document_number, kept.number) == (VersionKind.ISSUED, "08-TB/TU", 3)
    first, second = Task.objects.order_by("pk")
    assert {first.state, second.state} == {TaskState.ISSUED}
    assert (first.origin, first.origin_title) == (
        TaskOrigin.CONCLUSION,
        "Thông báo kết luận số 08-TB/TU, ngày 02/7/2024",
    )
    assert (first.lead, list(first.helpers.all()), first.unit) == (cast.district, [cast.neighbour], cast.province)
    assert [one.task for one in Conclusion.objects.filter(meeting=meeting)] == [None, first, second]
    assert MeetingEvent.objects.filter(meeting=meeting, act="notice_issued").count() == 1


def test_whoever_takes_part_is_told(cast: Cast) -> None:
    meeting = approved(cast)
    done(cast, meeting)
    told = Notice.objects.filter(link=f"/hop/{meeting.pk}/thong-bao/")
    assert {one.person.login for one in told} == {"dienloc", "lddienloc", "lanhdao"}


def test_the_issued_notice_gives_the_same_bytes_for_ever(cast: Cast) -> None:
    meeting = approved(cast)
    body = done(cast, meeting).body
    first = thawed(body)
    files = {ending: WRITERS[ending](first.report).data for ending in WRITERS}
    Conclusion.objects.filter(meeting=meeting).update(what="Khác")
    again = thawed(NoticeVersion.objects.get(kind=VersionKind.ISSUED).body)
    assert versions.frozen(again) == body
    assert {ending: WRITERS[ending](again.report).data for ending in WRITERS} == files
    assert as_json(again.report) == as_json(first.report)


def test_after_issuing_nothing_can_be_changed_any_more(cast: Cast) -> None:
    meeting = approved(cast)
    kept = done(cast, meeting)
    conclusion = Conclusion.objects.filter(meeting=meeting)[1]
    acts: list[Callable[[], object]] = [
        lambda: recording.reword(conclusion, work(cast), by=cast.office, at=AFTER, revision=0),
        lambda: recording.withdraw(conclusion, by=cast.office, at=AFTER, revision=0),
        lambda: recording.shift(conclusion, up=True, by=cast.office, at=AFTER),
        lambda: conclude(cast, meeting, work(cast)),
        lambda: versions.save_draft(meeting, by=cast.office, at=AFTER, signing=Signing.BY_ORDER),
        lambda: done(cast, Meeting.objects.get(pk=meeting.pk)),
    ]
    for act in acts:
        with pytest.raises(IllegalMove):
            act()
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeVersion.objects.filter(pk=kept.pk).update(body="{}")


def test_nothing_is_issued_without_the_chairs_word(cast: Cast) -> None:
    meeting = concluded(cast)
    versions.save_draft(meeting, by=cast.office, at=AFTER, signing=Signing.BY_ORDER)
    with pytest.raises(NotReady, match="Chủ trì chưa duyệt"):
        done(cast, meeting)
    with pytest.raises(NotYourRole):
        versions.approve(meeting, by=cast.office, at=AFTER, signing=Signing.BY_ORDER, seen="")


def test_the_chair_approves_what_the_chair_has_read(cast: Cast) -> None:
    meeting = concluded(cast)
    seen = versions.composed(meeting, at=AFTER, signing=Signing.BY_ORDER).digest
    conclude(cast, meeting, work(cast, "Thêm một việc"))
    with pytest.raises(Overtaken):
        versions.approve(meeting, by=cast.leader, at=AFTER, signing=Signing.BY_ORDER, seen=seen)


def test_a_conclusion_changed_after_the_approval_goes_back_to_the_chair(cast: Cast) -> None:
    meeting = approved(cast)
    recording.reword(
        Conclusion.objects.filter(meeting=meeting)[1], work(cast, "Việc khác"), by=cast.office, at=AFTER, revision=0
    )
    with pytest.raises(NotReady, match="đã thay đổi sau khi chủ trì duyệt"):
        done(cast, meeting)


def approve_now(cast: Cast, meeting: Meeting) -> None:
    seen = versions.composed(meeting, at=AFTER, signing=Signing.BY_ORDER).digest
    versions.approve(meeting, by=cast.leader, at=AFTER, signing=Signing.BY_ORDER, seen=seen)


def test_open_questions_block_the_issuing_and_are_named(cast: Cast) -> None:
    meeting = held_briefing(cast)
    conclude(cast, meeting, replace(work(cast), deadline=None))
    approve_now(cast, meeting)
    with pytest.raises(NotReady) as told:
        done(cast, meeting)
    assert [(one.number, one.clear) for one in told.value.questions] == [(1, "deadline")]


def test_a_deadline_that_is_over_by_then_blocks_the_issuing(cast: Cast) -> None:
    meeting = held_briefing(cast)
    conclude(cast, meeting, work(cast, deadline=AFTER.date()))
    approve_now(cast, meeting)
    later = AFTER + timedelta(days=1)
    with pytest.raises(NotReady, match="kết luận số 1 đã qua"):
        issue(meeting, TYPED, by=cast.office, at=later, revision=meeting.revision)


def test_one_refused_task_undoes_everything(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = approved(cast)
    # The register of units changes between approval and issue: the second task's lead is gone.
    Conclusion.objects.filter(meeting=meeting, is_alone=True).update(reporting=" ")
    monkeypatch.setattr(issuing, "require_ready", lambda *_: None)
    with pytest.raises(NotReady, match="Kết luận số 3"):
        done(cast, meeting)
    assert not Task.objects.exists()
    assert not NoticeVersion.objects.filter(kind=VersionKind.ISSUED).exists()
    assert Meeting.objects.get(pk=meeting.pk).revision == meeting.revision
    assert not Notice.objects.filter(kind="task").exists()


@pytest.mark.parametrize(
    ("number", "day", "field"),
    [
        ("", AFTER.date(), "document_number"),
        ("TB/TU", AFTER.date(), "document_number"),
        ("9" * 61, AFTER.date(), "document_number"),
        ("08-TB/TU", date(2024, 7, 1), "issued_on"),
        ("08-TB/TU", date(2024, 7, 3), "issued_on"),
    ],
)
def test_a_number_or_a_day_that_cannot_be_says_which_field(cast: Cast, number: str, day: date, field: str) -> None:
    with pytest.raises(MeetingRefused) as refused:
        done(cast, approved(cast), Issuing(number, day))
    assert refused.value.field == field


def test_a_number_is_given_once_and_the_next_one_is_proposed(cast: Cast) -> None:
    first = approved(cast)
    assert issuing.next_number(first, AFTER.date()) == "01-TB/TU"
    done(cast, first)
    second = approved(cast)
    assert issuing.next_number(second, AFTER.date()) == "09-TB/TU"
    with pytest.raises(MeetingRefused, match="09-TB/TU"):
        done(cast, second, Issuing("8 - tb/tu", AFTER.date()))
    assert done(cast, second, Issuing("09-TB/TU", AFTER.date())).document_number == "09-TB/TU"


def test_only_the_office_of_the_unit_issues_and_the_neighbour_knows_nothing(cast: Cast) -> None:
    meeting = approved(cast)
    for person, error in ((cast.leader, NotYourRole), (cast.officer, NotYourRole), (cast.neighbour_officer, Hidden)):
        with pytest.raises(error):
            issue(meeting, TYPED, by=person, at=AFTER, revision=meeting.revision)


def test_a_meeting_that_still_runs_issues_nothing(cast: Cast) -> None:
    meeting = approved(cast)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.RUNNING)
    with pytest.raises(IllegalMove, match="đang họp"):
        done(cast, meeting)


def test_a_meeting_that_somebody_changed_is_not_issued(cast: Cast) -> None:
    meeting = approved(cast)
    with pytest.raises(Overtaken):
        issue(meeting, TYPED, by=cast.office, at=AFTER, revision=meeting.revision + 1)


def test_a_version_reads_back_to_what_was_kept(cast: Cast) -> None:
    meeting = held_briefing(cast)
    conclude(cast, meeting, ConclusionWords("Rà soát"))
    conclude(cast, meeting, work(cast))
    kept = versions.save_draft(meeting, by=cast.office, at=AFTER, signing=Signing.FOR_THE_BODY)
    assert versions.frozen(thawed(kept.body)) == kept.body
    assert thawed(kept.body).report.frame.draft == "Dự thảo lần 1"
    assert versions.signing_of([kept], meeting) is Signing.FOR_THE_BODY


@pytest.fixture
def offices(cast: Cast) -> dict[str, Office]:
    day = AFTER.date()
    return {code: office(packs.named(code), cast.province.pk, day) for code in ("party_committee", "people_committee")}


def test_the_party_numbers_by_term_and_the_state_by_year(offices: dict[str, Office]) -> None:
    party, state = offices["party_committee"], offices["people_committee"]
    assert same_run(party, date(2021, 1, 1), date(2025, 10, 14))
    assert not same_run(party, date(2025, 10, 14), date(2025, 10, 15))
    assert not same_run(state, date(2024, 12, 31), date(2025, 1, 1))
    given = [Given("12/TB-UBND", date(2024, 3, 1)), Given("40/TB-UBND", date(2023, 3, 1))]
    assert proposed(state, given, date(2024, 7, 2)) == "13/TB-UBND"
    assert not is_given(state, "40/TB-UBND", given, date(2024, 7, 2))


def test_a_unit_below_keeps_the_letters_that_it_used_last(cast: Cast) -> None:
    below = office(packs.named("party_committee"), cast.district.pk, AFTER.date())
    assert proposed(below, [], AFTER.date()) == "01-TB/…"
    assert proposed(below, [Given("07-TB/HU", AFTER.date())], AFTER.date()) == "08-TB/HU"
