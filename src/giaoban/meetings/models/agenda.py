"""What a meeting speaks about, the papers for it, and what is noted on them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Binding(models.TextChoices):
    """What an item shows by itself, as it stands at that instant."""

    NONE = "none", _("không gắn")
    REPORT = "report", _("báo cáo")
    INDICATOR = "indicator", pgettext_lazy("danh mục", "chỉ tiêu")
    TOPIC = "topic", _("chuyên đề")
    TASKS = "tasks", _("nhiệm vụ đang mở")
    RECOMMENDATIONS = "recommendations", _("kiến nghị đang mở")


class ItemState(models.TextChoices):
    """Whether an item was reached."""

    WAITING = "waiting", _("chưa bàn")
    RUNNING = "running", _("đang bàn")
    DONE = "done", _("đã bàn")


class AgendaItem(models.Model):
    """One item. `minutes` are allotted; `subject` names the report template or the indicator that it is bound to.

    `notes` are the minutes of the item, written while it runs; `notes_revision` grows with each saving.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    title = models.CharField(_("nội dung"), max_length=300)
    presenter_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    presenter = models.CharField(_("người trình bày (chức vụ)"), max_length=200, blank=True)
    minutes = models.PositiveIntegerField(_("số phút"), default=10)
    binding = models.CharField(_("gắn với"), max_length=16, choices=Binding.choices, default=Binding.NONE)
    subject = models.CharField(_("mẫu báo cáo hoặc chỉ tiêu"), max_length=100, blank=True)
    topic = models.ForeignKey("followup.Topic", on_delete=models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey("followup.Task", on_delete=models.PROTECT, null=True, related_name="agenda_items")
    state = models.CharField(_("trạng thái"), max_length=8, choices=ItemState.choices, default=ItemState.WAITING)
    started_at = models.DateTimeField(_("bắt đầu lúc"), null=True)
    ended_at = models.DateTimeField(_("xong lúc"), null=True)
    notes = models.TextField(_("ghi biên bản"), blank=True)
    notes_revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("nội dung chương trình họp")
        verbose_name_plural = _("nội dung chương trình họp")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """A document to read, with its bytes; of an item, or of the meeting as a whole."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="papers")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="papers")
    name = models.CharField(_("tên tệp"), max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField(_("dung lượng (byte)"))
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("tài liệu họp")
        verbose_name_plural = _("tài liệu họp")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class PrivateNote(models.Model):
    """What a person notes on an item for nobody else."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="private_notes")
    text = models.TextField(_("ghi chú riêng"), blank=True)
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = _("ghi chú riêng")
        verbose_name_plural = _("ghi chú riêng")
        constraints = [models.UniqueConstraint(fields=["person", "item"], name="one_private_note_an_item")]

    def __str__(self) -> str:
        return self.text


class Comment(models.Model):
    """What a participant says on an item in writing, before or while the meeting is held; all participants read it."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="comments")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="comments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("ý kiến"), max_length=1000)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("ý kiến")
        verbose_name_plural = _("ý kiến")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
