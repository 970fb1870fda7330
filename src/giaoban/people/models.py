"""Persons who sign in and the roles they hold in a unit from a day to a day."""

import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does for a unit; its subtree is the scope."""

    REPORTING_OFFICER = "reporting_officer", _("Cán bộ báo cáo")
    UNIT_LEADER = "unit_leader", _("Lãnh đạo đơn vị")
    OFFICE = "office", _("Văn phòng")
    LEADER = "leader", _("Lãnh đạo")
    INSPECTOR = "inspector", _("Cán bộ kiểm tra")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")
    AUDITOR = "auditor", _("Người rà soát")


def normal_login(login: str) -> str:
    """A login as it is kept and looked up: tablets write the first letter large and a space behind."""
    return unicodedata.normalize("NFKC", login).strip().lower()


class PersonManager(BaseUserManager["Person"]):
    """Makes persons with a hashed password."""

    def create_person(self, login: str, display_name: str, password: str | None = None, **more: Any) -> "Person":
        person = self.model(login=normal_login(login), display_name=display_name, **more)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(login=normal_login(username or ""))


class Person(AbstractBaseUser):
    """Somebody, or the operator of the machine, who signs in and whose acts are kept under this name."""

    login = models.CharField(_("tên đăng nhập"), max_length=64, unique=True)
    display_name = models.CharField(_("họ tên"), max_length=120)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")

    def __str__(self) -> str:
        return self.display_name


class Membership(models.Model):
    """A role of a person in a unit, from `valid_from` up to but without `valid_to`."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("vai trò"), max_length=32, choices=Role.choices)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("vai trò trong đơn vị")
        verbose_name_plural = _("vai trò trong đơn vị")
        constraints = [
            models.UniqueConstraint(fields=["person", "unit", "role", "valid_from"], name="one_membership_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="membership_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"
