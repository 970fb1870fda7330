"""What the chair concluded, and the notice that says so, version by version."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Conclusion(models.Model):
    """One conclusion, with what of the five clears is known: who leads, who helps, what, by when, how it is reported.

    Empty ones are asked for, never guessed; `is_alone` says that nobody helps, so that no helpers are no gap. `task` is the
    task that it became when the notice was issued; a conclusion that asks for no work (`is_statement`) becomes none.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="conclusions")
    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.PROTECT, null=True, related_name="conclusions")
    position = models.PositiveIntegerField()
    what = models.TextField(_("việc phải làm"))
    is_statement = models.BooleanField(_("chỉ là nhận định, không giao việc"), default=False)
    lead = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    helpers = models.ManyToManyField("units.Unit", related_name="+")
    is_alone = models.BooleanField(_("không có cơ quan phối hợp"), default=False)
    deadline = models.DateField(_("thời hạn"), null=True)
    reporting = models.CharField(_("cách báo cáo"), max_length=200, blank=True)
    topic = models.ForeignKey("followup.Topic", on_delete=models.PROTECT, null=True, related_name="+")
    task = models.OneToOneField("followup.Task", on_delete=models.PROTECT, null=True, related_name="conclusion")
    revision = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = pgettext_lazy("cuộc họp", "kết luận")
        verbose_name_plural = pgettext_lazy("cuộc họp", "kết luận")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.what


class VersionKind(models.TextChoices):
    """Whose version of the notice it is."""

    DRAFT = "draft", _("dự thảo của Văn phòng")
    CHAIR = "chair", _("bản chủ trì cho ý kiến")
    ISSUED = "issued", _("bản ban hành")


class NoticeVersion(models.Model):
    """One version of the notice of conclusions: append-only. `body` holds the frozen document model and its conclusions as JSON.

    `number` counts the versions of a meeting from 1. An issued version has the document's number and symbol and its day.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="notice_versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("bản"), max_length=8, choices=VersionKind.choices)
    body = models.TextField()
    document_number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    sha256 = models.CharField(max_length=64)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("bản thông báo kết luận")
        verbose_name_plural = _("các bản thông báo kết luận")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_notice_version_a_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
