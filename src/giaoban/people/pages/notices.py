"""One's own messages."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from giaoban.people.models import Notice
from giaoban.people.notices import mark_read
from giaoban.people.request import timed

ON_A_PAGE = 30


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The person's messages, latest first."""
    pages = Paginator(Notice.objects.filter(person=timed(request).user), ON_A_PAGE)
    return render(request, "people/notices.html", {"page": pages.get_page(request.GET.get("trang"))})


@require_POST
def read(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Marks one message as read and goes where it points."""
    own = timed(request)
    notice = get_object_or_404(Notice, pk=notice_id, person=own.user)
    mark_read(own.user, own.now, [notice.pk])
    inside = url_has_allowed_host_and_scheme(notice.link, allowed_hosts=None)
    return redirect(notice.link if notice.link and inside else "notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Marks every message as read."""
    own = timed(request)
    mark_read(own.user, own.now)
    return redirect("notices")
