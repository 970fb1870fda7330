"""Postings, the observations in them, the files they came from, and what units were asked to explain about a figure."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SCALE = 10_000
"""Values are kept as whole ten-thousandths, exact on every database: SQLite would keep a DECIMAL as a float."""
SMALLEST = Decimal("0.0001")
TOO_LARGE = Decimal(10) ** 14


if TYPE_CHECKING:
    WholeNumberField = models.BigIntegerField[Decimal | None, Decimal | None]
else:
    WholeNumberField = models.BigIntegerField


class ScaledDecimalField(WholeNumberField):
    """A `Decimal` of at most 4 decimals and 14 whole digits, kept as a whole number of ten-thousandths."""

    def from_db_value(self, value: int | None, expression: Any, connection: BaseDatabaseWrapper) -> Decimal | None:
        return None if value is None else unscaled(value)

    def get_prep_value(self, value: Any) -> int | None:
        return None if value is None else scaled(value)

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, Decimal) else Decimal(str(value))


def scaled(value: Decimal | int) -> int:
    """`value` in ten-thousandths; `ValueError` where it has more than 4 decimals or does not fit into 18 digits."""
    exact = Decimal(value)
    try:
        rounded = exact.quantize(SMALLEST)
    except InvalidOperation:
        rounded = TOO_LARGE
    if rounded != exact or not -TOO_LARGE < rounded < TOO_LARGE:
        raise ValueError(
            gettext("%(value)s không giữ được: tối đa 14 chữ số phần nguyên và 4 chữ số thập phân.") % {"value": value}
        )
    return int(rounded * SCALE)


def unscaled(value: int) -> Decimal:
    """The `Decimal` of a whole number of ten-thousandths, without trailing zeros after the comma."""
    whole, rest = divmod(value, SCALE)
    return Decimal(whole) if rest == 0 else (Decimal(value) / SCALE).normalize()


class Measure(models.TextChoices):
    """What a value is: delivered, promised, or an early estimate of what will be delivered."""

    ACTUAL = "actual", _("thực hiện")
    TARGET = "target", _("chỉ tiêu")
    ESTIMATE = "estimate", _("ước thực hiện")


class State(models.TextChoices):
    """An empty cell posts nothing; a zero, "không phát sinh" and a withdrawal are three different things."""

    REPORTED = "reported", _("đã báo cáo")
    NONE_OCCURRED = "none_occurred", _("không phát sinh")
    WITHDRAWN = "withdrawn", _("đã rút")


class SourceKind(models.TextChoices):
    """Through which door a posting came in."""

    SUBMISSION = "submission", _("biểu nhập")
    IMPORT = "import", _("tệp nhập")
    DOCUMENT = "document", _("văn bản")
    REGISTER = "register", _("sổ theo dõi")


class SourceFile(models.Model):
    """A file that figures came from; its bytes lie in the workspace under its SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("tên tệp"), max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("tệp nguồn")
        verbose_name_plural = _("tệp nguồn")

    def __str__(self) -> str:
        return self.name


class Posting(models.Model):
    """One act of posting: who, when, from what; chained to the posting before it by a hash over its rows.

    Its number is its key: 1, 2, 3 without gaps. No two postings have the same instant, and a later one never
    the earlier instant, so `recorded_at` of the last posting names a state of the books exactly.
    """

    recorded_at = models.DateTimeField(_("ghi lúc"), unique=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings")
    source_kind = models.CharField(_("nguồn"), max_length=16, choices=SourceKind.choices)
    source_file = models.ForeignKey(SourceFile, on_delete=models.PROTECT, null=True, related_name="postings")
    reason = models.TextField(_("lý do"), blank=True)
    rows = models.PositiveIntegerField(_("số dòng"))
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("lần ghi sổ")
        verbose_name_plural = _("các lần ghi sổ")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk} · {self.recorded_at:%d/%m/%Y %H:%M}"


class Head(models.Model):
    """The end of the chain, in one row: what the last posting was, and the lock that postings queue for.

    Whoever takes the last postings away leaves a head that no longer fits.
    """

    postings = models.PositiveBigIntegerField(default=0)
    observations = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("điểm chốt sổ")
        verbose_name_plural = _("điểm chốt sổ")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_head")]

    def __str__(self) -> str:
        return f"{self.postings}-{self.hash}"


class Observation(models.Model):
    """One value of one unit, indicator, breakdown, period and measure.

    Its number is its key: 1, 2, 3 without gaps, through all postings.
    `superseded_at` is set once, by the correction that replaces the row; nothing else ever changes.
    `breakdown` holds category codes `dimension:category`, sorted and joined by `+`; empty is the total.
    `place` is where in the source file the value stood, such as `Số liệu!E14`.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="observations")
    # No index of its own: the one of the current rows begins with the unit.
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="observations", db_index=False)
    indicator = models.CharField(_("mã chỉ tiêu"), max_length=100)
    breakdown = models.CharField(_("phân tổ"), max_length=200, blank=True)
    period = models.CharField(_("kỳ"), max_length=32)
    measure = models.CharField(_("loại số"), max_length=8, choices=Measure.choices)
    state = models.CharField(_("trạng thái"), max_length=16, choices=State.choices)
    value = ScaledDecimalField(_("giá trị"), null=True)
    text = models.TextField(_("lời văn"), blank=True)
    place = models.CharField(_("vị trí trong tệp"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("ghi lúc"))
    superseded_at = models.DateTimeField(_("thay thế lúc"), null=True)

    class Meta:
        verbose_name = _("số liệu")
        verbose_name_plural = _("số liệu")
        indexes = [
            # Holds all that a snapshot reads, in its order: five times faster than going to the rows.
            models.Index(
                fields=["period", "indicator", "breakdown", "measure", "unit", "value"],
                include=["id"],
                condition=Q(superseded_at__isnull=True),
                name="current_by_period",
            ),
            models.Index(
                fields=["period", "unit"], condition=Q(superseded_at__isnull=False), name="superseded_by_period"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "period", "indicator", "breakdown", "measure"],
                condition=Q(superseded_at__isnull=True),
                name="one_current_observation",
            ),
            models.CheckConstraint(
                condition=(Q(state="withdrawn") & Q(value__isnull=True) & Q(text=""))
                | (Q(state="none_occurred") & Q(value=0) & Q(text=""))
                | (Q(state="reported") & (Q(value__isnull=True) ^ Q(text=""))),
                name="state_fits_the_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}: {self.value}"


class Explanation(models.Model):
    """A request to explain one figure and the unit's answer; it stays with the figure and shows in its lineage.

    `value` is the figure as it stood when it was asked about. The question never changes; the answer and the closing
    are set once. Who is not content asks again: that is a request of its own.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="explanations", db_index=False)
    indicator = models.CharField(_("mã chỉ tiêu"), max_length=100)
    breakdown = models.CharField(_("phân tổ"), max_length=200, blank=True)
    period = models.CharField(_("kỳ"), max_length=32)
    value = ScaledDecimalField(_("giá trị khi hỏi"), null=True)
    question = models.TextField(_("câu hỏi"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("hỏi lúc"))
    answer = models.TextField(_("trả lời"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("khép lại lúc"), null=True)

    class Meta:
        verbose_name = _("câu hỏi giải trình")
        verbose_name_plural = _("các câu hỏi giải trình")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["indicator", "unit"], name="explanations_of_a_figure"),
            models.Index(fields=["unit"], condition=Q(closed_at__isnull=True), name="explanations_open"),
        ]

    def __str__(self) -> str:
        return self.question
