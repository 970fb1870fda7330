"""A meeting, the series it belongs to, who takes part, and everything that was done about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingKind(models.TextChoices):
    """What sort of meeting it is."""

    BRIEFING = "briefing", _("Giao ban")
    CONFERENCE = "conference", _("Hội nghị")
    WORKING_SESSION = "working_session", _("Làm việc với đơn vị")
    STEERING_COMMITTEE = "steering_committee", _("Họp Ban Chỉ đạo")


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("đang chuẩn bị")
    INVITED = "invited", _("đã mời")
    RUNNING = "running", _("đang họp")
    ENDED = "ended", _("đã họp")
    CANCELLED = "cancelled", _("đã hoãn, hủy")


class MeetingAct(models.TextChoices):
    """What somebody did about a meeting."""

    PLANNED = "planned", _("lập cuộc họp")
    REVISED = "revised", _("sửa cuộc họp")
    AGENDA_CHANGED = "agenda_changed", _("sửa chương trình")
    INVITED = "invited", _("gửi giấy mời")
    ANSWERED = "answered", _("trả lời giấy mời")
    CHECKED = "checked", pgettext_lazy("diễn biến", "điểm danh")
    MOVED = "moved", _("đổi thời gian, địa điểm")
    OPENED = "opened", _("khai mạc")
    ENDED = "ended", _("bế mạc")
    REOPENED = "reopened", _("mở lại")
    CANCELLED = "cancelled", _("hoãn, hủy")
    NOTICE_ISSUED = "notice_issued", _("ban hành thông báo kết luận")


class Series(models.Model):
    """Meetings that come again. `rule` is an RRULE (RFC 5545) counted from `starts_at`; it speaks in the office's local time.

    `template` is the report that a meeting of the series looks at by itself, by its code in the pack; empty for none.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="meeting_series")
    kind = models.CharField(_("loại"), max_length=20, choices=MeetingKind.choices)
    title = models.CharField(_("tên"), max_length=200)
    rule = models.CharField(_("lặp lại"), max_length=200)
    starts_at = models.DateTimeField(_("buổi đầu"))
    minutes = models.PositiveIntegerField(_("thời lượng (phút)"))
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    template = models.CharField(_("mẫu báo cáo"), max_length=64, blank=True)
    topic = models.ForeignKey("followup.Topic", on_delete=models.PROTECT, null=True, related_name="meeting_series")
    uid = models.CharField(max_length=64, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    ends_on = models.DateField(_("kết thúc ngày"), null=True)

    class Meta:
        verbose_name = _("chuỗi cuộc họp định kỳ")
        verbose_name_plural = _("chuỗi cuộc họp định kỳ")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Meeting(models.Model):
    """One meeting that `unit` holds. `turn` is when the series' rule has it, even where the meeting itself was moved.

    `period` is the code of the period that it looks at, empty where none. `revision` grows with every change;
    `sequence` with every change that invitations must tell. `current_item` is what the live view shows.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="meetings")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="meetings")
    turn = models.DateTimeField(_("buổi theo lịch"), null=True)
    kind = models.CharField(_("loại"), max_length=20, choices=MeetingKind.choices)
    title = models.CharField(_("tên cuộc họp"), max_length=200)
    starts_at = models.DateTimeField(_("bắt đầu"))
    ends_at = models.DateTimeField(_("kết thúc"))
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    about = models.TextField(_("mục đích, yêu cầu"), blank=True)
    period = models.CharField(_("kỳ xem xét"), max_length=32, blank=True)
    topic = models.ForeignKey("followup.Topic", on_delete=models.PROTECT, null=True, related_name="meetings")
    state = models.CharField(_("trạng thái"), max_length=12, choices=MeetingState.choices, default=MeetingState.PLANNED)
    uid = models.CharField(max_length=64, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(_("thay đổi lúc"))
    current_item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("đang bàn")
    )

    class Meta:
        verbose_name = _("cuộc họp")
        verbose_name_plural = _("cuộc họp")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "turn"], condition=Q(series__isnull=False), name="one_meeting_a_turn"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_runs_forward"),
        ]
        indexes = [models.Index(fields=["unit", "starts_at"], name="meetings_of_a_unit")]

    def __str__(self) -> str:
        return self.title


class MeetingEvent(models.Model):
    """One act about a meeting: append-only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(_("việc"), max_length=20, choices=MeetingAct.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))
    revision = models.PositiveIntegerField()
    text = models.TextField(_("nội dung, lý do"), blank=True)

    class Meta:
        verbose_name = _("diễn biến cuộc họp")
        verbose_name_plural = _("diễn biến cuộc họp")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%d/%m/%Y %H:%M}"


class Part(models.TextChoices):
    """As what somebody takes part."""

    CHAIR = "chair", _("chủ trì")
    SECRETARY = "secretary", _("thư ký")
    MEMBER = "member", _("thành phần dự")
    GUEST = "guest", _("khách mời")


class Answer(models.TextChoices):
    """What was answered to an invitation."""

    WAITING = "waiting", _("chưa trả lời")
    ACCEPTED = "accepted", _("sẽ dự")
    SUBSTITUTE = "substitute", _("cử người dự thay")
    DECLINED = "declined", _("vắng mặt có lý do")


class Attendance(models.TextChoices):
    """Who came."""

    UNKNOWN = "unknown", _("chưa điểm danh")
    PRESENT = "present", _("có mặt")
    SUBSTITUTE = "substitute", _("dự thay")
    ABSENT = "absent", _("vắng mặt")


class Participant(models.Model):
    """A unit (all who work there), or one person for a unit, who takes part. `substitute` is a post, not a name."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="invited_to")
    part = models.CharField(_("tư cách"), max_length=12, choices=Part.choices, default=Part.MEMBER)
    answer = models.CharField(_("trả lời"), max_length=12, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    substitute = models.CharField(_("người dự thay (chức vụ)"), max_length=200, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    attendance = models.CharField(_("điểm danh"), max_length=12, choices=Attendance.choices, default=Attendance.UNKNOWN)
    invited_at = models.DateTimeField(_("mời lúc"), null=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("thành phần dự họp")
        verbose_name_plural = _("thành phần dự họp")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "unit", "person"], name="one_place_a_person"),
            models.UniqueConstraint(
                fields=["meeting", "unit"], condition=Q(person__isnull=True), name="one_place_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.unit_id} {self.part}"
