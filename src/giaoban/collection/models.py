"""A unit's submission of a form for a period: its state, what is typed so far, and everything that was done to it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a submission stands; `life.py` says who may move it where."""

    DRAFT = "draft", _("bản nháp")
    SUBMITTED = "submitted", _("chờ lãnh đạo đơn vị duyệt")
    RETURNED = "returned", _("bị trả lại")
    APPROVED = "approved", _("lãnh đạo đơn vị đã duyệt")
    POSTED = "posted", _("đã ghi sổ")


class Act(models.TextChoices):
    """What somebody did to a submission."""

    OPENED = "opened", _("mở biểu")
    SUBMITTED = "submitted", _("trình duyệt")
    RECALLED = "recalled", _("rút về")
    RETURNED = "returned", _("trả lại")
    APPROVED = "approved", _("duyệt")
    POSTED = "posted", _("ghi sổ")
    REOPENED = "reopened", _("mở lại để đính chính")
    ESTIMATED = "estimated", _("báo cáo số ước")
    FINALISED = "finalised", _("thay số ước bằng số chính thức")


class Submission(models.Model):
    """What one unit reports in one form for one period, once for all: a correction reopens it.

    `revision` grows with every change of a cell or of the state; whoever saves says which one was seen.
    An `is_estimate` submission is posted as an early estimate and stands until the figures themselves are posted.
    `submitted_at` is when the unit first handed it over (a recall before approval takes that back): whether it came in
    time. `posted_at` is when it was last posted: one that has it and is not `posted` is being corrected.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="submissions")
    form = models.CharField(_("biểu"), max_length=64)
    period = models.CharField(_("kỳ"), max_length=32)
    state = models.CharField(_("trạng thái"), max_length=16, choices=State.choices, default=State.DRAFT)
    is_estimate = models.BooleanField(_("số ước"), default=False)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(_("thay đổi lúc"))
    submitted_at = models.DateTimeField(_("trình lúc"), null=True)
    posted_at = models.DateTimeField(_("ghi sổ lúc"), null=True)

    class Meta:
        verbose_name = _("báo cáo của đơn vị")
        verbose_name_plural = _("báo cáo của các đơn vị")
        constraints = [models.UniqueConstraint(fields=["period", "form", "unit"], name="one_submission_a_period")]

    def __str__(self) -> str:
        return f"{self.form} {self.period}"


class DraftCell(models.Model):
    """What stands typed in one cell, as it was typed; `reason` is why a sum or a jump that was asked about is right.

    `revision` is the submission's at the cell's last change, so that two people at one draft lose nothing.
    """

    # No indexes of their own: the constraint begins with the submission, and nobody looks for a person's cells.
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="cells", db_index=False)
    indicator = models.CharField(_("mã chỉ tiêu"), max_length=100)
    breakdown = models.CharField(_("phân tổ"), max_length=200, blank=True)
    measure = models.CharField(_("loại số"), max_length=8, default="actual")
    typed = models.TextField(_("nội dung gõ vào"), blank=True)
    reason = models.TextField(_("giải thích"), blank=True)
    revision = models.PositiveIntegerField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = _("ô đang nhập")
        verbose_name_plural = _("các ô đang nhập")
        constraints = [
            models.UniqueConstraint(fields=["submission", "indicator", "breakdown", "measure"], name="one_draft_cell")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.breakdown}"


class SubmissionEvent(models.Model):
    """One act on a submission: append-only, refused any change by triggers."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(_("việc"), max_length=16, choices=Act.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))
    revision = models.PositiveIntegerField()
    text = models.TextField(_("ý kiến, lý do"), blank=True)
    posting = models.ForeignKey("figures.Posting", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("diễn biến")
        verbose_name_plural = _("các diễn biến")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%d/%m/%Y %H:%M}"


class CellRemark(models.Model):
    """What the reviewer says of one figure when a submission is returned; settled when it is submitted again."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="remarks")
    indicator = models.CharField(_("mã chỉ tiêu"), max_length=100)
    breakdown = models.CharField(_("phân tổ"), max_length=200, blank=True)
    text = models.TextField(_("ý kiến"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))
    settled_at = models.DateTimeField(_("xong lúc"), null=True)

    class Meta:
        verbose_name = _("ý kiến về một số liệu")
        verbose_name_plural = _("ý kiến về số liệu")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Attachment(models.Model):
    """A file that a unit sends along with its figures."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("figures.SourceFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=255)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("tệp kèm theo")
        verbose_name_plural = _("tệp kèm theo")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class RaisedRecommendation(models.Model):
    """What a unit asks of the level above, raised with its submission."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="recommendations")
    text = models.TextField(_("nội dung kiến nghị"))
    field = models.CharField(_("lĩnh vực"), max_length=120, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("kiến nghị với cấp trên")
        verbose_name_plural = _("kiến nghị với cấp trên")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Extension(models.Model):
    """More time for one unit, form and period, granted with a reason; the latest one counts. Append-only."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(_("biểu"), max_length=64)
    period = models.CharField(_("kỳ"), max_length=32)
    due = models.DateField(_("hạn mới"))
    reason = models.TextField(_("lý do"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("gia hạn")
        verbose_name_plural = _("các lần gia hạn")
        ordering = ["pk"]
        indexes = [models.Index(fields=["period", "form", "unit"], name="extensions_of_a_form")]

    def __str__(self) -> str:
        return f"{self.form} {self.period} → {self.due:%d/%m/%Y}"


class ReminderKind(models.TextChoices):
    """Why a unit is reminded of a form."""

    SOON = "soon", _("sắp đến hạn")
    LATE = "late", _("quá hạn")
    ASKED = "asked", _("văn phòng nhắc")


class Reminder(models.Model):
    """One reminder of one form of one unit: whoever sets `sent_at` first sends it, so that two machines send it once.

    `day` is the day of which it speaks: the due day where it comes before, the day of the reminder where it comes after.
    No `person`: the command that runs by itself.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    form = models.CharField(_("biểu"), max_length=64)
    period = models.CharField(_("kỳ"), max_length=32)
    kind = models.CharField(_("loại"), max_length=8, choices=ReminderKind.choices)
    day = models.DateField(_("ngày"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("nhắc lúc"), null=True)

    class Meta:
        verbose_name = _("lần nhắc")
        verbose_name_plural = _("các lần nhắc")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["period", "form", "unit", "kind", "day"], name="one_reminder_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.period} {self.kind}"


class Verdict(models.TextChoices):
    """What the office says of a finding."""

    ACCEPTED = "accepted", _("công nhận số đúng")
    REOPENED = "reopened", _("xem lại")


class FindingNote(models.Model):
    """What somebody decided about one finding, with the reason; append-only, the latest one counts.

    `finding` names what was found and the figure with which it was found: another figure is another finding.
    `message` is what it said then.
    """

    finding = models.CharField(max_length=64, db_index=True)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    indicator = models.CharField(_("mã chỉ tiêu"), max_length=100)
    breakdown = models.CharField(_("phân tổ"), max_length=200, blank=True)
    period = models.CharField(_("kỳ"), max_length=32)
    message = models.TextField(_("phát hiện"))
    verdict = models.CharField(_("kết luận"), max_length=16, choices=Verdict.choices)
    reason = models.TextField(_("lý do"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("kết luận về một phát hiện")
        verbose_name_plural = _("kết luận về các phát hiện")
        ordering = ["pk"]
        indexes = [models.Index(fields=["period", "unit"], name="notes_of_a_period")]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.reason}"
