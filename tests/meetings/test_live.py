"""The pages of a meeting while it is held: what each sees, what is new, and that nobody looks in from outside."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from giaoban.followup.models import Task, TaskOrigin, TaskState, Topic
from giaoban.meetings import holding, live, speaking, voting
from giaoban.meetings.live import Hall
from giaoban.meetings.models import AgendaItem, Binding, Comment, LiveEvent, LiveKind, Meeting, Participant
from giaoban.meetings.sight import standing
from giaoban.people.models import Person
from tests.conftest import NOW, Cast
from tests.meetings.hall import Conference, convene


@pytest.fixture
def conference(cast: Cast) -> Conference:
    found = convene(cast)
    found.open()
    found.move(0)
    return found


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def say(conference: Conference, text: str) -> Comment:
    return holding.comment(conference.meeting, text, by=conference.cast.officer, at=NOW)


def asked(client: Client, conference: Conference, after: int, more: str = "") -> Any:
    return client.get(f"/hop/{conference.meeting.pk}/dien-bien/?sau={after}{more}")


def test_the_page_shows_the_item_the_speakers_and_what_was_said(conference: Conference) -> None:
    say(conference, "Đề nghị nêu rõ <số>")
    speaking.ask_to_speak(conference.meeting, by=conference.cast.neighbour_officer, at=NOW)
    page = signed_in(conference.cast.officer).get(f"/hop/{conference.meeting.pk}/truc-tiep/")
    assertContains(page, "Báo cáo 6 tháng")
    assertContains(page, "Đề nghị nêu rõ &lt;số&gt;")
    assertContains(page, "Cán bộ Nguyệt Hồ")
    assertContains(page, 'data-number="4"')
    assertNotContains(page, "/truc-tiep/chuyen/")


def given(conference: Conference, what: str, deadline: date) -> Task:
    cast = conference.cast
    return Task.objects.create(
        unit=cast.province, lead=cast.neighbour, what=what, origin=TaskOrigin.DOCUMENT, origin_title="Công văn",
        origin_on=deadline, deadline=deadline, first_deadline=deadline, state=TaskState.IN_PROGRESS, changed_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("binding", [Binding.TASKS, Binding.TOPIC, Binding.NONE])
def test_open_tasks_are_shown_and_lead_on_only_for_who_sees_the_unit(conference: Conference, binding: Binding) -> None:
    late = given(conference, "Rà soát <tàu cá>", NOW.date() - timedelta(days=1))
    item = conference.items[0]
    item.binding, item.task = binding, late if binding is Binding.NONE else None
    if binding is Binding.TOPIC:
        item.topic = late.topic = Topic.objects.create(
            unit=conference.cast.province, code="iuu", name="Chống IUU", started_on=NOW.date(), changed_at=NOW
        )
        late.save()
    item.save()
    address = f"/hop/{conference.meeting.pk}/truc-tiep/noi-dung/"
    for person, count in ((conference.cast.officer, 0), (conference.chair, 1)):
        shown = signed_in(person).get(address)
        assertContains(shown, "Rà soát &lt;tàu cá&gt;")
        assertContains(shown, "Thành ủy Nguyệt Hồ")
        assertContains(shown, "Quá hạn")
        assertContains(shown, f'href="/nhiem-vu/{late.pk}/"', count)
        assertContains(shown, "/chuyen-de/iuu/", count if binding is Binding.TOPIC else 0)


def test_what_another_unit_has_given_is_not_laid_before_the_meeting(conference: Conference) -> None:
    own = given(conference, "Của huyện", NOW.date())
    Task.objects.filter(pk=own.pk).update(unit=conference.cast.neighbour)
    AgendaItem.objects.filter(pk=conference.items[0].pk).update(binding=Binding.TASKS)
    shown = signed_in(conference.chair).get(f"/hop/{conference.meeting.pk}/truc-tiep/noi-dung/")
    assertNotContains(shown, "Của huyện")
    assertContains(shown, "0 nhiệm vụ đang mở")


def test_the_chair_has_the_buttons(conference: Conference) -> None:
    page = signed_in(conference.chair).get(f"/hop/{conference.meeting.pk}/truc-tiep/")
    assertContains(page, "Nội dung tiếp theo")
    assertContains(page, "/truc-tiep/bieu-quyet/")


def test_nothing_new_is_204_and_costs_one_query_past_the_sessions(conference: Conference) -> None:
    client = signed_in(conference.cast.officer)
    assert asked(client, conference, 2).status_code == 204
    with CaptureQueriesContext(connection) as queries:
        assert asked(client, conference, 2).content == b""
    about = [query["sql"].split("FROM")[1].split()[0].strip('"') for query in queries]
    assert about == ["django_session", "people_person", "meetings_liveevent"]


def test_news_bring_every_comment_once_in_order_and_the_parts_that_changed(conference: Conference) -> None:
    client = signed_in(conference.cast.neighbour_officer)
    made = [say(conference, text) for text in ("một", "hai")]
    told = asked(client, conference, 2).json()
    assert (told["number"], told["parts"], told["matter"]) == (4, {}, False)
    assert [f'data-comment="{one.pk}"' in line for one, line in zip(made, told["comments"], strict=True)] == [
        True,
        True,
    ]
    conference.move(1)
    say(conference, "ba")
    told = asked(client, conference, 4).json()
    assert (told["number"], set(told["parts"]), told["matter"]) == (6, {"head", "lead", "speakers"}, True)
    assert "Thảo luận" in told["parts"]["head"]
    assert "/chuyen/" not in told["parts"]["lead"]
    assert len(told["comments"]) == 1


def test_who_was_long_away_gets_all_of_it_in_pieces(conference: Conference, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MOST_AT_ONCE", 3)
    made = [say(conference, str(number)).pk for number in range(7)]
    client, number = signed_in(conference.cast.officer), 2
    seen: list[str] = []
    while (answer := asked(client, conference, number)).status_code == 200:
        told = answer.json()
        number, seen = told["number"], seen + told["comments"]
    assert [int(line.split('data-comment="')[1].split('"')[0]) for line in seen] == made


def test_a_comment_that_comes_while_the_page_is_made_stands_on_it_or_is_news_never_both(
    conference: Conference,
) -> None:
    early, late = say(conference, "trước"), say(conference, "sau")
    assert [said.pk for said in live.said_by(conference.meeting.pk, 3)] == [early.pk]
    assert [said.pk for said in live.news(conference.meeting.pk, 3).said] == [late.pk]


def test_a_page_newer_than_the_books_is_told_to_load_anew(conference: Conference) -> None:
    assert asked(signed_in(conference.chair), conference, 99).json() == {"number": 2, "reload": True}


@pytest.mark.parametrize("after", ["", "-1", "x", "²", "99999999999"])
def test_a_number_that_is_none_is_a_bad_request(conference: Conference, after: str) -> None:
    answer = signed_in(conference.chair).get(f"/hop/{conference.meeting.pk}/dien-bien/?sau={after}")
    assert answer.status_code == 400


PATHS = ("truc-tiep/", "man-hinh/", "dien-bien/?sau=0", "truc-tiep/noi-dung/")
ACTS = ("khai-mac", "be-mac", "mo-lai", "chuyen", "y-kien", "phat-bieu", "bieu-quyet")


def test_an_outsider_finds_nothing_at_any_of_the_addresses(conference: Conference) -> None:
    client, root = signed_in(conference.cast.outsider), f"/hop/{conference.meeting.pk}/"
    answers = [client.get(root + path).status_code for path in PATHS]
    answers += [client.post(f"{root}truc-tiep/{act}/").status_code for act in ACTS]
    answers += [client.post(f"{root}truc-tiep/{act}/1/{what}/").status_code for act, what in (
        ("phat-bieu", "rut"), ("phat-bieu", "moi"), ("phat-bieu", "xong"), ("bieu-quyet", "phieu"), ("bieu-quyet", "dong")
    )]  # fmt: skip
    assert set(answers) == {404}


def test_an_act_by_a_plain_form_leads_back_and_by_the_script_says_204(conference: Conference) -> None:
    client, address = signed_in(conference.cast.officer), f"/hop/{conference.meeting.pk}/truc-tiep/y-kien/"
    assert client.post(address, {"y-kien": "Nhất trí"})["Location"] == f"/hop/{conference.meeting.pk}/truc-tiep/"
    assert client.post(address, {"y-kien": "Bổ sung"}, headers={"X-Requested-With": "fetch"}).status_code == 204
    assert list(Comment.objects.values_list("text", flat=True)) == ["Nhất trí", "Bổ sung"]


def test_what_was_refused_comes_back_with_the_reason_and_all_that_was_typed(conference: Conference) -> None:
    client, root = signed_in(conference.chair), f"/hop/{conference.meeting.pk}/truc-tiep/"
    vote = voting.put_to_vote(conference.meeting, "Thông qua?", is_named=False, by=conference.chair, at=NOW)
    typed = {"agree": "12", "disagree": "hai", "abstain": "3"}
    page = client.post(f"{root}bieu-quyet/{vote.pk}/dong/", typed)
    assertContains(page, "số nguyên", status_code=422)
    for text in typed.values():
        assertContains(page, f'value="{text}"', status_code=422)
    told = client.post(f"{root}chuyen/", {"toi": "1", "dang-ban": "0"}, headers={"X-Requested-With": "fetch"})
    assert (told.status_code, "vừa có người thay đổi" in told.json()["message"]) == (409, True)


def test_a_named_vote_is_cast_on_the_page_and_shows_units_once_closed(conference: Conference) -> None:
    vote = voting.put_to_vote(conference.meeting, "Thông qua?", is_named=True, by=conference.chair, at=NOW)
    root = f"/hop/{conference.meeting.pk}/truc-tiep/"
    ballot = {"dai-bieu": str(conference.district.pk), "phieu": "agree"}
    client = signed_in(conference.cast.officer)
    client.post(f"{root}bieu-quyet/{vote.pk}/phieu/", ballot)
    page = client.get(root)
    assertContains(page, "Phiếu của Huyện ủy Diễn Lộc")
    assertContains(page, 'aria-pressed="true"', count=1)
    assertNotContains(signed_in(conference.cast.neighbour_officer).get(root), 'aria-pressed="true"')
    signed_in(conference.chair).post(f"{root}bieu-quyet/{vote.pk}/dong/")
    assertContains(client.get(root), "Tán thành: 1")
    assertContains(client.get(root), "Huyện ủy Diễn Lộc")


def test_the_time_left_counts_from_when_the_item_was_last_taken_up(conference: Conference) -> None:
    found = standing(conference.chair, conference.meeting.pk, NOW.date())
    assert Hall(found, NOW + timedelta(minutes=4)).seconds_left == 360
    conference.move(1, NOW + timedelta(minutes=9))
    conference.move(0, NOW + timedelta(minutes=12))
    found = standing(conference.chair, conference.meeting.pk, NOW.date())
    assert Hall(found, NOW + timedelta(minutes=13)).seconds_left == 540
    assert Hall(found, NOW + timedelta(minutes=23)).minutes_left == -1


def test_what_is_written_once_for_all_is_for_those_alone_who_see_the_same(conference: Conference) -> None:
    """In one second, after one event: the chair, the office, who speaks, who takes part, who reads."""
    cast, pages = conference.cast, {}
    speech = speaking.ask_to_speak(conference.meeting, by=cast.officer, at=NOW)
    voting.put_to_vote(conference.meeting, "Thông qua?", is_named=True, by=conference.chair, at=NOW)
    for person in (cast.leader, cast.office, cast.officer, cast.neighbour_officer, cast.inspector):
        told = asked(signed_in(person), conference, 0).json()["parts"]
        pages[person.login] = {
            "leads": "/chuyen/" in told["lead"],
            "concludes": "Ghi kết luận" in told["head"],
            "calls": f"/{speech.pk}/moi/" in told["speakers"],
            "withdraws": f"/{speech.pk}/rut/" in told["speakers"],
            "votes": told["votes"].count("/phieu/"),
            "says": "/y-kien/" in told["say"],
            "token": "TokenOfWhoAsks" in "".join(told.values()),
        }
    does = {login: {name for name, may in page.items() if may} for login, page in pages.items()}
    assert does == {
        "lanhdao": {"leads", "concludes", "calls", "says"},
        "vanphong": {"concludes", "says"},
        "dienloc": {"withdraws", "votes", "says"},
        "nguyetho": {"votes", "says"},
        "kiemtra": set(),
    }


def test_the_projector_has_no_frame_and_gets_its_own_part(conference: Conference) -> None:
    client = signed_in(conference.cast.office)
    page = client.get(f"/hop/{conference.meeting.pk}/man-hinh/")
    assertContains(page, "Báo cáo 6 tháng")
    assertNotContains(page, 'class="side"')
    conference.move(1)
    assert set(asked(client, conference, 2, "&man-hinh=1").json()["parts"]) == {"hall"}


def test_a_bound_report_stands_on_the_page_and_is_304_for_who_has_it(conference: Conference) -> None:
    item = conference.items[0]
    item.binding, item.subject = Binding.REPORT, "half_year"
    item.save()
    client, address = signed_in(conference.cast.officer), f"/hop/{conference.meeting.pk}/truc-tiep/noi-dung/"
    answer = client.get(address)
    assertContains(answer, '<article class="paper')
    assertNotContains(answer, "/so-lieu/LG/")
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assertContains(signed_in(conference.chair).get(address), "/so-lieu/LG/")
    client.cookies["giaoban_language"] = "en"
    assertContains(client.get(address), "6 tháng đầu năm")


def test_a_report_that_cannot_be_made_says_why(conference: Conference) -> None:
    item = conference.items[0]
    item.binding, item.subject = Binding.REPORT, "half_year"
    item.save()
    Meeting.objects.update(period="2024-06")
    page = signed_in(conference.chair).get(f"/hop/{conference.meeting.pk}/truc-tiep/")
    assertContains(page, "hãy chọn kỳ khác hoặc mẫu khác")


def test_twice_the_viewers_comments_and_participants_cost_no_more_queries(conference: Conference) -> None:
    client, address = signed_in(conference.chair), f"/hop/{conference.meeting.pk}/truc-tiep/"
    voting.put_to_vote(conference.meeting, "Thông qua?", is_named=True, by=conference.chair, at=NOW)
    client.get(address)
    counts = []
    for _round in range(2):
        for number in range(3):
            say(conference, f"lần {number}")
        Participant.objects.create(
            meeting=conference.meeting,
            unit=conference.cast.equivalent,
            person=[conference.cast.officer, conference.cast.office][_round],
        )
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_events_of_other_meetings_are_not_counted(conference: Conference, cast: Cast) -> None:
    other = convene(cast, "hop-2")
    other.open()
    mine = conference.meeting.pk
    assert live.latest([mine, other.meeting.pk, 9999]) == {mine: 2, other.meeting.pk: 1, 9999: 0}
    assert live.latest([]) == {}
    assert LiveEvent.objects.get(meeting=other.meeting).kind == LiveKind.STATE
