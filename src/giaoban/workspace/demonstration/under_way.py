"""Work that is under way on the demonstration's morning: one form returned, one waiting for approval, one question asked."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from giaoban.collection.drafts import TypedCell, save_cells
from giaoban.collection.explaining import answer, ask
from giaoban.collection.models import Submission
from giaoban.collection.submitting import Remark, approve, give_back, open_submission, submit
from giaoban.collection.typed import Answer
from giaoban.figures.explanations import Place
from giaoban.figures.models import State
from giaoban.indicators.catalogue import Pack
from giaoban.language.dates import HANOI
from giaoban.language.numbers import write_number
from giaoban.people.accounts import add_person
from giaoban.people.models import Person, Role
from giaoban.periods.period import parse
from giaoban.units.registry import tree_at
from giaoban.workspace.demonstration.answers import UNDER_WAY, Answers, of_form
from giaoban.workspace.demonstration.province import FOUNDED, TODAY

OFFICE = "vanphong"
YESTERDAY = datetime.combine(TODAY - timedelta(days=1), time(9), HANOI)


def leave_under_way(pack: Pack, officers: Mapping[str, Person], answers: Answers) -> None:
    """Fills in the forms of `UNDER_WAY` on the page's own way: the district's waits for its leader, the other came back."""
    for place, form in UNDER_WAY.items():
        submission = handed_in(pack, place, form, officers[place[0]], answers)
        if form == "local_affairs":
            come_back(submission, place[0])
    questions(pack, officers)


def handed_in(pack: Pack, place: tuple[str, str], form: str, officer: Person, answers: Answers) -> Submission:
    unit, period = tree_at(TODAY).by_code(place[0]), parse(place[1])
    at = YESTERDAY + timedelta(hours=len(form) / 10)
    submission = open_submission(unit, pack.form(form), period, by=officer, at=at)
    cells = [
        TypedCell(*key, typed=as_typed(given), reason="", seen_revision=submission.revision)
        for key, given in of_form(pack, form, answers[place]).items()
    ]
    saved = save_cells(submission, cells, by=officer, at=at + timedelta(minutes=12))
    submission.refresh_from_db()
    return submit(submission, by=officer, at=at + timedelta(minutes=20), revision=saved.revision)


def as_typed(given: Answer) -> str:
    """What an officer types for an answer."""
    if given.state == State.NONE_OCCURRED:
        return "không phát sinh"
    return given.text if given.value is None else write_number(given.value, "vi")


def come_back(submission: Submission, code: str) -> None:
    """The unit's leader approves, the province's office returns it with a remark on one figure."""
    unit = tree_at(TODAY).by_code(code)
    login = f"lanhdao.{code.lower()}"
    leader = add_person(
        login, f"Thường trực {unit.name}", role=Role.UNIT_LEADER, unit_id=unit.unit_id, valid_from=FOUNDED
    )
    office = Person.objects.get(login=OFFICE)
    approved = approve(submission, by=leader, at=YESTERDAY + timedelta(hours=5), revision=submission.revision)
    remark = Remark("site_clearance.compensation", "", "Số tiền chi trả chưa khớp với báo cáo tuần của huyện.")
    text = "Đề nghị đối chiếu lại số tiền bồi thường rồi gửi lại trong ngày."
    give_back(approved, [remark], text, by=office, at=YESTERDAY + timedelta(hours=7), revision=approved.revision)


def questions(pack: Pack, officers: Mapping[str, Person]) -> None:
    """One request for explanation that is answered, and one that waits."""
    tree, office = tree_at(TODAY), Person.objects.get(login=OFFICE)
    asked = ask(
        Place(tree.by_code("NH").unit_id, "training.induction_learners", "", "2024-05"),
        "Số học viên tháng 5 đã đính chính giảm 45 người: do đâu có chênh lệch?",
        pack=pack,
        by=office,
        at=YESTERDAY,
    )
    told = "Một lớp mở cuối tháng 4, kết thúc giữa tháng 5 đã được tính ở cả hai tháng; danh sách đã rà soát lại."
    answer(asked, told, pack=pack, by=officers["NH"], at=YESTERDAY + timedelta(hours=2))
    ask(
        Place(tree.by_code("DL").unit_id, "members.admitted", "", "2024-06"),
        "Kết nạp tháng 6 của huyện thấp hơn các tháng trước: nguyên nhân và kế hoạch bù trong quý III?",
        pack=pack,
        by=office,
        at=YESTERDAY + timedelta(hours=3),
    )
