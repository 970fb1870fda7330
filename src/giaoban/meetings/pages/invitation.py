"""The invitation to a meeting as a file, in the official layout."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from giaoban.indicators import packs
from giaoban.meetings.invitation import Occasion, write_invitation
from giaoban.meetings.letterhead import office
from giaoban.meetings.models import Part, Participant
from giaoban.meetings.pages.desk import Desk
from giaoban.meetings.sight import Standing
from giaoban.reports.request import notice
from giaoban.reports.writers import WRITERS

ENDINGS = ("docx", "pdf")


@require_safe
def meeting_invitation(request: HttpRequest, number: int, ending: str) -> HttpResponse:
    """Word, to be numbered and signed, or PDF."""
    if ending not in ENDINGS:
        raise Http404(_("Chỉ có tệp docx và pdf."))
    desk = Desk(request)
    standing = desk.standing(number)
    with override("vi"):
        writer = office(packs.current(), standing.meeting.unit_id, localdate(standing.meeting.starts_at))
        report = write_invitation(_occasion(desk, standing), writer, at=desk.now, notice=notice())
    written = WRITERS[ending](report)
    named = content_disposition_header(as_attachment=True, filename=written.name)
    return HttpResponse(written.data, content_type=written.media_type, headers={"Content-Disposition": named})


def _occasion(desk: Desk, standing: Standing) -> Occasion:
    found = standing.meeting
    places = list(found.participants.select_related("person"))
    items = list(found.items.all())
    names = desk.names([*(place.unit_id for place in places), *(item.presenter_unit_id for item in items)])

    def guest(place: Participant) -> str:
        return place.person.display_name if place.person else names.get(place.unit_id, "")

    node = desk.node(found.unit_id)
    return Occasion(
        number=found.pk,
        unit_code=node.code if node else "",
        host=node.name if node else "",
        title=found.title,
        about=found.about,
        period=found.period,
        starts_at=found.starts_at,
        place=found.place,
        chair=next((guest(place) for place in places if place.part == Part.CHAIR), ""),
        guests=[guest(place) for place in places if place.part != Part.CHAIR],
        items=[item.title.rstrip(" .") for item in items],
        papers=list(found.papers.values_list("name", flat=True)),
    )
