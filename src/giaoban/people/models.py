"""Persons who sign in, the roles they hold in a unit from a day to a day, and what is kept of their coming and going."""

import unicodedata
from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

OPERATOR = "operator"
"""The login of the command line's own account. It has no password, so nobody signs in with it."""


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
    """Somebody, or the operator of the machine, who signs in and whose acts are kept under this name.

    `sessions_round` counts how often all sessions were ended: a session of an earlier round is none.
    """

    login = models.CharField(_("tên đăng nhập"), max_length=64, unique=True)
    display_name = models.CharField(_("họ tên"), max_length=120)
    email = models.EmailField(_("thư điện tử"), blank=True)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    sessions_round = models.PositiveIntegerField(default=0)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")

    def __str__(self) -> str:
        return self.display_name

    def get_session_auth_hash(self) -> str:
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes) -> str:
        """What a session must carry: a new password or a new round leaves every earlier session without an owner."""
        return salted_hmac(
            "giaoban.people.session", f"{self.sessions_round} {self.password}", secret=secret, algorithm="sha256"
        ).hexdigest()


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


class AccessKind(models.TextChoices):
    """What is kept of coming, going and being let in or not."""

    SIGNED_IN = "signed_in", _("đăng nhập")
    FAILED = "failed", _("đăng nhập không thành công")
    LOCKED = "locked", _("bị khóa tạm vì nhập sai nhiều lần")
    UNLOCKED = "unlocked", _("được mở khóa")
    SIGNED_OUT = "signed_out", _("đăng xuất")
    SESSIONS_ENDED = "sessions_ended", _("kết thúc mọi phiên")
    REFUSED = "refused", _("bị từ chối truy cập")
    LINK_MADE = "link_made", _("cấp liên kết đặt mật khẩu")
    LINK_USED = "link_used", _("dùng liên kết đặt mật khẩu")
    PASSWORD_CHANGED = "password_changed", _("đổi mật khẩu")
    FACTOR_ADDED = "factor_added", _("thêm cách xác thực")
    FACTOR_REMOVED = "factor_removed", _("gỡ cách xác thực")
    PERSON_ADDED = "person_added", _("thêm người dùng")
    PERSON_CHANGED = "person_changed", _("sửa thông tin người dùng")
    DEACTIVATED = "deactivated", _("ngừng tài khoản")
    REACTIVATED = "reactivated", _("mở lại tài khoản")
    ROLE_GIVEN = "role_given", _("giao vai trò")
    ROLE_ENDED = "role_ended", _("kết thúc vai trò")


class AccessEvent(models.Model):
    """One thing that happened at the door; only ever added, as the database's triggers see to.

    `login` is what was typed, whether or not anybody has it. `person` did it, `about` is whom it concerns where that
    is somebody else, and `unit` the unit of a role that was given or ended.
    """

    at = models.DateTimeField(_("lúc"))
    kind = models.CharField(_("việc"), max_length=20, choices=AccessKind.choices)
    login = models.CharField(_("tên đăng nhập"), max_length=64, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="access_events")
    about = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="events_about")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="access_events")
    address = models.GenericIPAddressField(_("địa chỉ mạng"), null=True)
    path = models.CharField(_("trang"), max_length=200, blank=True)
    detail = models.CharField(_("chi tiết"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("sự kiện truy cập")
        verbose_name_plural = _("sự kiện truy cập")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["at"], name="access_by_time")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} · {self.get_kind_display()} · {self.login}"


class OneTimeLink(models.Model):
    """A link with which a person sets a password once; without a person, the first administrator makes an account.

    Only the SHA-256 of its token is kept: who reads the database cannot use it.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="links")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("cấp lúc"))
    ends_at = models.DateTimeField(_("hết hạn lúc"))
    used_at = models.DateTimeField(_("dùng lúc"), null=True)

    class Meta:
        verbose_name = _("liên kết dùng một lần")
        verbose_name_plural = _("liên kết dùng một lần")

    def __str__(self) -> str:
        return f"{self.person or _('quản trị viên đầu tiên')} · {self.made_at:%d/%m/%Y %H:%M}"


class Mailing(models.TextChoices):
    """Whether a copy of a notice goes by mail."""

    NONE = "none", _("không gửi thư")
    WAITING = "waiting", _("chờ gửi thư")
    SENT = "sent", _("đã gửi thư")
    FAILED = "failed", _("không gửi được thư")


class Notice(models.Model):
    """A message to one person, read in the product and, where mail is set up, sent there too. `link` is a path."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("loại"), max_length=32)
    text = models.TextField(_("nội dung"))
    link = models.CharField(_("liên kết"), max_length=300, blank=True)
    at = models.DateTimeField(_("lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True)
    mailing = models.CharField(max_length=8, choices=Mailing.choices, default=Mailing.NONE)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="unread_notices"),
            models.Index(fields=["id"], condition=Q(mailing="waiting"), name="notices_to_mail"),
        ]

    def __str__(self) -> str:
        return self.text
