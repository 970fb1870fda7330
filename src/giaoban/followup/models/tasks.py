"""A task: who does what by when, how it is reported, where it stands, and everything that was done about it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TaskState(models.TextChoices):
    """Where a task stands; overdue is no state but a matter of the day that is asked about."""

    DRAFT = "draft", _("dự thảo")
    ISSUED = "issued", _("đã giao")
    ACKNOWLEDGED = "acknowledged", _("đã nhận")
    IN_PROGRESS = "in_progress", _("đang thực hiện")
    REPORTED = "reported", _("đã báo cáo hoàn thành")
    CONFIRMED = "confirmed", _("đã xác nhận hoàn thành")
    SUSPENDED = "suspended", _("tạm dừng")
    CANCELLED = "cancelled", _("đã hủy")


class TaskOrigin(models.TextChoices):
    """What a task comes from."""

    CONCLUSION = "conclusion", _("kết luận cuộc họp")
    DOCUMENT = "document", _("văn bản")
    LETTER = "letter", _("công văn, thư")


class TaskAct(models.TextChoices):
    """What somebody did about a task."""

    DRAFTED = "drafted", _("soạn nhiệm vụ")
    REVISED = "revised", _("sửa dự thảo")
    ISSUED = "issued", _("giao nhiệm vụ")
    ACKNOWLEDGED = "acknowledged", _("nhận nhiệm vụ")
    STARTED = "started", _("bắt đầu thực hiện")
    PROGRESSED = "progressed", _("báo cáo tiến độ")
    REPORTED = "reported", _("báo cáo hoàn thành")
    SENT_BACK = "sent_back", _("yêu cầu làm tiếp")
    CONFIRMED = "confirmed", _("xác nhận hoàn thành")
    EXTENSION_ASKED = "extension_asked", _("xin gia hạn")
    EXTENSION_GRANTED = "extension_granted", _("đồng ý gia hạn")
    EXTENSION_REFUSED = "extension_refused", _("không đồng ý gia hạn")
    SUSPENDED = "suspended", pgettext_lazy("diễn biến", "tạm dừng")
    RESUMED = "resumed", _("tiếp tục thực hiện")
    CANCELLED = "cancelled", _("hủy nhiệm vụ")


class Task(models.Model):
    """One task. `unit` gives it and follows it up, `lead` answers for it, `helpers` work along.

    `deadline` is the one in force (its day included), `first_deadline` the one it was issued with; `asked_deadline` is an
    extension that waits for an answer. `reported_on` is the day on which the work was reported done and counts as the day it
    was done once that is confirmed; it is empty again when the task is sent back. `revision` grows with every act.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="tasks_given")
    lead = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="tasks_led")
    helpers = models.ManyToManyField("units.Unit", related_name="tasks_helped")
    topic = models.ForeignKey("followup.Topic", on_delete=models.PROTECT, null=True, related_name="tasks")
    what = models.TextField(_("nội dung nhiệm vụ"))
    reporting = models.CharField(_("cách báo cáo"), max_length=200, blank=True)
    origin = models.CharField(_("nguồn giao"), max_length=16, choices=TaskOrigin.choices)
    origin_title = models.CharField(_("văn bản, cuộc họp giao"), max_length=300)
    origin_on = models.DateField(_("ngày giao"))
    deadline = models.DateField(_("thời hạn"))
    first_deadline = models.DateField(_("thời hạn giao ban đầu"))
    asked_deadline = models.DateField(_("thời hạn xin gia hạn"), null=True)
    state = models.CharField(_("trạng thái"), max_length=16, choices=TaskState.choices, default=TaskState.DRAFT)
    issued_on = models.DateField(_("giao ngày"), null=True)
    reported_on = models.DateField(_("báo cáo hoàn thành ngày"), null=True)
    confirmed_on = models.DateField(_("xác nhận ngày"), null=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = _("nhiệm vụ")
        verbose_name_plural = _("nhiệm vụ")
        ordering = ["deadline", "pk"]
        indexes = [
            models.Index(fields=["lead", "state", "deadline"], name="tasks_of_a_lead"),
            models.Index(fields=["unit", "state", "deadline"], name="tasks_of_a_giver"),
        ]

    def __str__(self) -> str:
        return self.what


class TaskEvent(models.Model):
    """One act about a task: append-only. The deadlines are those in force before and after the act."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(_("việc"), max_length=20, choices=TaskAct.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))
    revision = models.PositiveIntegerField()
    text = models.TextField(_("nội dung, lý do"), blank=True)
    deadline_before = models.DateField(_("thời hạn trước"))
    deadline_after = models.DateField(_("thời hạn sau"))

    class Meta:
        verbose_name = _("diễn biến nhiệm vụ")
        verbose_name_plural = _("diễn biến nhiệm vụ")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%d/%m/%Y %H:%M}"
