"""An act on a meeting from a form: done and back to where it was asked, asked again with what was typed, or refused."""

from collections.abc import Callable, Collection
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from giaoban.meetings.life import Duty, IllegalMove
from giaoban.meetings.moving import duties
from giaoban.meetings.pages.desk import Desk, refused_page
from giaoban.meetings.pages.typed import Faults, attempt
from giaoban.meetings.sight import Standing
from giaoban.people.access import NotYourRole

Act = Callable[[Desk, Standing], object]
Page = Callable[[HttpRequest, Desk, Standing, Faults], HttpResponse]
"""The page from which an act is asked; with faults it answers 422."""


PREPARING: Final = (Duty.PREPARE,)
ANYBODY: Final[tuple[Duty, ...]] = ()
"""Whoever sees the meeting."""
TAKING_PART: Final = (Duty.TAKE_PART, Duty.PREPARE, Duty.CHAIR)


def carried_out(
    request: HttpRequest,
    number: int,
    act: Act,
    done: str,
    page: Page,
    *,
    back: str = "",
    allowed: Collection[Duty] = PREPARING,
) -> HttpResponse:
    """Does it: 302 to `back` (else to the meeting) with what was done, 422 with the page again, or 409 with why not.

    Who has none of the `allowed` duties is turned away before anything that they typed is looked at.
    """
    desk = Desk(request)
    standing = desk.standing(number)
    require_duty(standing, allowed)
    try:
        _result, faults = attempt(lambda: act(desk, standing))
    except IllegalMove as refused:
        return refused_page(request, refused, number)
    if faults:
        return page(request, desk, standing, faults)
    messages.success(request, done)
    return redirect(back) if back else redirect("meeting", number=number)


def require_duty(standing: Standing, allowed: Collection[Duty] = PREPARING) -> None:
    """Raises `NotYourRole` for who sees the meeting with none of those duties; passes everybody where none is asked."""
    if allowed and duties(standing).isdisjoint(allowed):
        raise NotYourRole(_("Việc này không thuộc vai trò của bạn ở cuộc họp này."))
