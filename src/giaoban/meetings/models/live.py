"""What happens in a meeting while it is held, in order, so that a viewer who was away misses nothing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LiveKind(models.TextChoices):
    """What happened."""

    STATE = "state", _("khai mạc, bế mạc")
    ITEM = "item", _("chuyển nội dung")
    COMMENT = "comment", _("ý kiến")
    SPEAKERS = "speakers", _("danh sách phát biểu")
    VOTE = "vote", _("biểu quyết")


class LiveEvent(models.Model):
    """One thing that happened: append-only. `number` counts within the meeting, from 1, without a gap.

    `row` is the number of the comment, speaker's request, item or vote that it speaks of.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="live_events")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("việc"), max_length=10, choices=LiveKind.choices)
    row = models.BigIntegerField(null=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("diễn biến trực tiếp")
        verbose_name_plural = _("diễn biến trực tiếp")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_live_event_a_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class SpeakRequest(models.Model):
    """A participant asks to speak; called by the chair, in the order of asking unless the chair calls another."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="speak_requests")
    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("đăng ký lúc"))
    called_at = models.DateTimeField(_("mời phát biểu lúc"), null=True)
    ended_at = models.DateTimeField(_("xong lúc"), null=True)
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True)

    class Meta:
        verbose_name = _("đăng ký phát biểu")
        verbose_name_plural = _("đăng ký phát biểu")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_at:%H:%M}"
