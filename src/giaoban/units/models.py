"""Units and the versions that hold their name, kind, code and parent from a day to a day."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Unit(models.Model):
    """One body of the organisation, whatever it is called and wherever it hangs.

    `key` is stable for ever: `CODE:YYYY-MM-DD`, its first code and the first day it held,
    because codes are given again to other bodies in real life.
    """

    key = models.CharField(_("khóa"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")

    def __str__(self) -> str:
        return self.key


class UnitVersion(models.Model):
    """What a unit is called, what it is and where it hangs, from `valid_from` up to but without `valid_to`."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    code = models.CharField(_("mã"), max_length=32)
    name = models.CharField(_("tên"), max_length=200)
    kind = models.CharField(_("loại"), max_length=64)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="child_versions")
    position = models.PositiveIntegerField(_("thứ tự"), default=0)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("giai đoạn của đơn vị")
        verbose_name_plural = _("các giai đoạn của đơn vị")
        ordering = ["valid_from", "position", "code"]
        indexes = [models.Index(fields=["code", "valid_from"], name="version_by_code")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_version_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="validity_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")), name="no_unit_under_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class TreeStamp(models.Model):
    """One random word that database triggers renew whenever a version is added, changed or taken away.

    Whoever remembers something grown from the versions keeps it under this word. No row: no version was ever written.
    """

    value = models.CharField(max_length=36)

    class Meta:
        verbose_name = _("dấu của cây đơn vị")
        verbose_name_plural = _("dấu của cây đơn vị")

    def __str__(self) -> str:
        return self.value
