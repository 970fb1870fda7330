"""A topic gathers what belongs together across units: indicators, documents, tasks, recommendations, and its projects."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.figures.models import ScaledDecimalField


class Topic(models.Model):
    """Such as fighting illegal fishing, or site clearance. `unit` keeps it; `code` stands in addresses."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="topics")
    code = models.SlugField(_("mã"), max_length=64, unique=True)
    name = models.CharField(_("tên chuyên đề"), max_length=200)
    about = models.TextField(_("mục đích, phạm vi"), blank=True)
    started_on = models.DateField(_("từ ngày"))
    closed_on = models.DateField(_("kết thúc ngày"), null=True)
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = _("chuyên đề")
        verbose_name_plural = _("chuyên đề")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class TopicIndicator(models.Model):
    """An indicator of the pack, by its code, that tells how the topic stands."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="indicators")
    indicator = models.CharField(_("mã chỉ tiêu"), max_length=100)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("chỉ tiêu của chuyên đề")
        verbose_name_plural = _("chỉ tiêu của chuyên đề")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["topic", "indicator"], name="one_indicator_a_topic")]

    def __str__(self) -> str:
        return self.indicator


class TopicDocument(models.Model):
    """A document on which the topic rests, as it is cited: number, title and day."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="documents")
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    title = models.CharField(_("trích yếu"), max_length=300)
    on = models.DateField(_("ngày"))

    class Meta:
        verbose_name = _("văn bản của chuyên đề")
        verbose_name_plural = _("văn bản của chuyên đề")
        ordering = ["-on", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Project(models.Model):
    """A key project inside a topic. Area in hectares, money in đồng; what is to be done in all, as planned."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="projects")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(_("tên dự án"), max_length=300)
    area = ScaledDecimalField(_("diện tích phải bàn giao (ha)"))
    households = models.PositiveIntegerField(_("số hộ phải chi trả"))
    money = ScaledDecimalField(_("kế hoạch vốn (đồng)"))
    due = models.DateField(_("hạn bàn giao mặt bằng"), null=True)
    closed_on = models.DateField(_("kết thúc ngày"), null=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("dự án")
        verbose_name_plural = _("dự án")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """A day by which something of a project is to be reached."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("mốc"), max_length=200)
    due = models.DateField(_("hạn"))
    done_on = models.DateField(_("đạt ngày"), null=True)

    class Meta:
        verbose_name = _("mốc tiến độ")
        verbose_name_plural = _("mốc tiến độ")
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.name


class Obstacle(models.Model):
    """What holds a project up, until it is cleared."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="obstacles")
    text = models.TextField(_("vướng mắc"))
    raised_on = models.DateField(_("nêu ngày"))
    cleared_on = models.DateField(_("tháo gỡ ngày"), null=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("vướng mắc")
        verbose_name_plural = _("vướng mắc")
        ordering = ["raised_on", "pk"]

    def __str__(self) -> str:
        return self.text


class ProjectReport(models.Model):
    """How a project stands by the end of `day`: sums since its beginning. Append-only; of one day the latest counts."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="reports")
    day = models.DateField(_("đến ngày"))
    area = ScaledDecimalField(_("diện tích đã bàn giao (ha)"))
    households = models.PositiveIntegerField(_("số hộ đã chi trả"))
    money = ScaledDecimalField(_("đã giải ngân (đồng)"))
    note = models.TextField(_("ghi chú"), blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("báo cáo tiến độ dự án")
        verbose_name_plural = _("báo cáo tiến độ dự án")
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.project} {self.day:%d/%m/%Y}"
