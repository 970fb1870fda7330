"""A recommendation of a unit: what it asks of a level above, who has power to decide, and how it came to its end."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RecommendationState(models.TextChoices):
    """Where a recommendation stands. `ANSWERED` is not `CLOSED`: only the proposer's confirmation closes."""

    RECEIVED = "received", _("đã tiếp nhận")
    CLASSIFIED = "classified", _("đã phân loại")
    PASSED_ON = "passed_on", _("đã chuyển cơ quan giải quyết")
    IN_PROGRESS = "in_progress", _("đang giải quyết")
    ANSWERED = "answered", _("đã trả lời, chờ nơi kiến nghị xác nhận")
    CLOSED = "closed", _("đã giải quyết xong")
    DEFERRED = "deferred", _("chưa giải quyết vì lý do khách quan")
    SENT_UP = "sent_up", _("đã kiến nghị lên cấp trên")
    SPLIT = "split", _("đã tách thành nhiều nội dung")
    WITHDRAWN = "withdrawn", _("đã rút")


class DecidingLevel(models.TextChoices):
    """Which level of the country has power to decide."""

    CENTRE = "centre", _("Trung ương")
    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã, cơ sở")


class RecommendationOrigin(models.TextChoices):
    """How a recommendation came in."""

    SUBMISSION = "submission", _("báo cáo của đơn vị")
    WORKING_SESSION = "working_session", _("buổi làm việc với đơn vị")
    MEETING = "meeting", _("hội nghị, giao ban")
    LETTER = "letter", _("văn bản của đơn vị")


class RecommendationAct(models.TextChoices):
    """What somebody did about a recommendation."""

    RECEIVED = "received", _("tiếp nhận")
    CLASSIFIED = "classified", _("phân loại")
    PASSED_ON = "passed_on", _("chuyển cơ quan giải quyết")
    STARTED = "started", _("bắt đầu giải quyết")
    PROGRESSED = "progressed", _("báo cáo tiến độ")
    ANSWERED = "answered", pgettext_lazy("diễn biến", "trả lời")
    CONFIRMED = "confirmed", _("xác nhận đã giải quyết xong")
    DISPUTED = "disputed", _("không đồng ý với trả lời")
    DEFERRED = "deferred", _("nêu lộ trình giải quyết")
    SENT_UP = "sent_up", _("kiến nghị lên cấp trên")
    SPLIT = "split", _("tách nội dung")
    WITHDRAWN = "withdrawn", _("rút kiến nghị")


class Recommendation(models.Model):
    """One recommendation of `unit` to `receiver`, whose office follows it; `owner` is the one body that answers.

    A part has a `parent`, which is then `SPLIT` and ends when its parts do. `due` is the day by which the owner answers
    (included). `answered_on` and `closed_on` are two different days; `timetable` is what is planned where it must wait.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="recommendations_raised")
    receiver = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="recommendations_received")
    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="recommendations_owned")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    topic = models.ForeignKey("followup.Topic", on_delete=models.PROTECT, null=True, related_name="recommendations")
    text = models.TextField(_("nội dung kiến nghị"))
    field = models.CharField(_("lĩnh vực"), max_length=120, blank=True)
    level = models.CharField(_("cấp có thẩm quyền"), max_length=16, choices=DecidingLevel.choices, blank=True)
    origin = models.CharField(_("nguồn"), max_length=20, choices=RecommendationOrigin.choices)
    origin_title = models.CharField(_("cuộc họp, văn bản nêu kiến nghị"), max_length=300)
    received_on = models.DateField(_("tiếp nhận ngày"))
    due = models.DateField(_("hạn trả lời"), null=True)
    state = models.CharField(
        _("trạng thái"), max_length=16, choices=RecommendationState.choices, default=RecommendationState.RECEIVED
    )
    answer = models.TextField(_("nội dung trả lời"), blank=True)
    answered_on = models.DateField(_("trả lời ngày"), null=True)
    closed_on = models.DateField(_("giải quyết xong ngày"), null=True)
    timetable = models.TextField(_("lộ trình giải quyết"), blank=True)
    sent_up_to = models.CharField(_("đã kiến nghị tới"), max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = _("kiến nghị")
        verbose_name_plural = _("kiến nghị")
        ordering = ["-received_on", "-pk"]
        indexes = [
            models.Index(fields=["unit", "state"], name="recommendations_of_a_unit"),
            models.Index(fields=["owner", "state"], name="recommendations_of_an_owner"),
            models.Index(fields=["closed_on"], name="recommendations_by_closing"),
        ]

    def __str__(self) -> str:
        return self.text


class RecommendationEvent(models.Model):
    """One act about a recommendation: append-only."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(_("việc"), max_length=20, choices=RecommendationAct.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))
    revision = models.PositiveIntegerField()
    text = models.TextField(_("nội dung, lý do"), blank=True)

    class Meta:
        verbose_name = _("diễn biến kiến nghị")
        verbose_name_plural = _("diễn biến kiến nghị")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%d/%m/%Y %H:%M}"
