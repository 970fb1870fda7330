"""The work programme of a unit: what it planned for each month of a year, and what its regulations ask again and again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProgrammeState(models.TextChoices):
    """Where an item stands; whether it is late is a matter of the day that is asked about."""

    PLANNED = "planned", _("chưa thực hiện")
    DONE = "done", _("đã thực hiện")
    DROPPED = "dropped", _("đưa ra khỏi chương trình")


class ProgrammeAct(models.TextChoices):
    """What somebody did about an item."""

    PLANNED = "planned", _("đưa vào chương trình")
    REVISED = "revised", _("sửa nội dung")
    MOVED = "moved", pgettext_lazy("diễn biến", "chuyển tháng")
    DONE = "done", _("ghi nhận đã thực hiện")
    REOPENED = "reopened", _("ghi nhận lại là chưa thực hiện")
    DROPPED = "dropped", pgettext_lazy("diễn biến", "đưa ra khỏi chương trình")


class ProgrammeDuty(models.Model):
    """What a regulation asks of the unit again and again. `rule` is an RRULE (RFC 5545) counted from `valid_from`."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="programme_duties")
    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("công việc"), max_length=300)
    basis = models.CharField(_("căn cứ"), max_length=200, blank=True)
    rule = models.CharField(_("lặp lại"), max_length=200)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True)

    class Meta:
        verbose_name = _("việc định kỳ theo quy chế")
        verbose_name_plural = _("việc định kỳ theo quy chế")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class ProgrammeItem(models.Model):
    """One item of the programme of `unit`. `month` is where it stands now, `first_month` where it was planned (1 to 12).

    An item that comes from a duty has the day of its turn in `turn`, so that a year is filled in once.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="programme_items")
    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    duty = models.ForeignKey(ProgrammeDuty, on_delete=models.PROTECT, null=True, related_name="items")
    turn = models.DateField(_("kỳ đến lượt"), null=True)
    year = models.PositiveIntegerField(_("năm"))
    month = models.PositiveSmallIntegerField(_("tháng"))
    first_month = models.PositiveSmallIntegerField(_("tháng theo chương trình"))
    title = models.CharField(_("công việc"), max_length=300)
    presenter = models.CharField(_("cơ quan chuẩn bị"), max_length=200, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=8, choices=ProgrammeState.choices, default=ProgrammeState.PLANNED
    )
    done_on = models.DateField(_("thực hiện ngày"), null=True)
    result = models.TextField(_("kết quả"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = _("việc trong chương trình làm việc")
        verbose_name_plural = _("việc trong chương trình làm việc")
        ordering = ["year", "month", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "turn"], condition=Q(duty__isnull=False), name="one_item_a_turn"),
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), first_month__range=(1, 12)), name="programme_months_exist"
            ),
        ]
        indexes = [models.Index(fields=["unit", "year", "month"], name="programme_of_a_year")]

    def __str__(self) -> str:
        return self.title


class ProgrammeEvent(models.Model):
    """One act about an item: append-only. The months are those before and after the act."""

    item = models.ForeignKey(ProgrammeItem, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(_("việc"), max_length=16, choices=ProgrammeAct.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))
    revision = models.PositiveIntegerField()
    text = models.TextField(_("nội dung, lý do"), blank=True)
    month_before = models.PositiveSmallIntegerField()
    month_after = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("diễn biến chương trình làm việc")
        verbose_name_plural = _("diễn biến chương trình làm việc")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%d/%m/%Y %H:%M}"
