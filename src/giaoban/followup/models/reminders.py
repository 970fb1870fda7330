"""What was reminded of by itself, and when a person last looked at the own day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DueKind(models.TextChoices):
    """Of what is reminded, and whether before or after its day."""

    TASK_SOON = "task_soon", _("nhiệm vụ sắp đến hạn")
    TASK_LATE = "task_late", _("nhiệm vụ quá hạn")
    RECOMMENDATION_SOON = "recommendation_soon", _("kiến nghị sắp đến hạn trả lời")
    RECOMMENDATION_LATE = "recommendation_late", _("kiến nghị quá hạn trả lời")


class DueReminder(models.Model):
    """One reminder of one task or recommendation (`number`): whoever sets `sent_at` first sends it.

    `day` is the day of which it speaks: the deadline where it comes before, the first day of each week after.
    """

    kind = models.CharField(_("loại"), max_length=20, choices=DueKind.choices)
    number = models.BigIntegerField()
    day = models.DateField(_("ngày"))
    sent_at = models.DateTimeField(_("nhắc lúc"), null=True)

    class Meta:
        verbose_name = _("lần nhắc việc")
        verbose_name_plural = _("các lần nhắc việc")
        constraints = [models.UniqueConstraint(fields=["kind", "number", "day"], name="one_due_reminder_a_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class LastLook(models.Model):
    """When a person last looked at the page of the own day, and the time before that."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="last_look")
    at = models.DateTimeField(_("xem lúc"))
    before = models.DateTimeField(_("lần trước"), null=True)

    class Meta:
        verbose_name = _("lần xem gần nhất")
        verbose_name_plural = _("lần xem gần nhất")

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M}"
