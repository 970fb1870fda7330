"""Votes on items: by show of hands with counts, or named."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Choice(models.TextChoices):
    """What one may vote."""

    AGREE = "agree", _("tán thành")
    DISAGREE = "disagree", _("không tán thành")
    ABSTAIN = "abstain", _("ý kiến khác")


class Vote(models.Model):
    """A question put to the vote. The three counts are of a show of hands; a named vote is counted from its ballots."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="votes")
    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.PROTECT, null=True, related_name="votes")
    question = models.CharField(_("nội dung biểu quyết"), max_length=500)
    is_named = models.BooleanField(_("biểu quyết ghi tên"), default=False)
    opened_at = models.DateTimeField(_("mở lúc"))
    closed_at = models.DateTimeField(_("đóng lúc"), null=True)
    agree = models.PositiveIntegerField(_("tán thành"), null=True)
    disagree = models.PositiveIntegerField(_("không tán thành"), null=True)
    abstain = models.PositiveIntegerField(_("ý kiến khác"), null=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("biểu quyết")
        verbose_name_plural = _("biểu quyết")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.question


class Ballot(models.Model):
    """One participant's vote in a named vote; it may be changed until the vote is closed."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    participant = models.ForeignKey("meetings.Participant", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(_("biểu quyết"), max_length=10, choices=Choice.choices)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("phiếu")
        verbose_name_plural = _("phiếu")
        constraints = [models.UniqueConstraint(fields=["vote", "participant"], name="one_ballot_a_participant")]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.choice}"
