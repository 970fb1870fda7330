"""Django's system checks of our settings: each has an id and says what to write instead."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from ipaddress import ip_address
from typing import Any, Final

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's name for it
from django.utils.translation import gettext as _

from giaoban.indicators.packs import NoSuchPack, PackErrors, current
from giaoban.site.environment import Workspace, secret_key
from giaoban.site.known import is_known

TAG: Final = "giaoban"
SHORTEST_KEY: Final = 50
_HOST = re.compile(r"\*|\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]")


@register(TAG)
def settings_are_right(app_configs: Sequence[AppConfig] | None, **more: Any) -> list[CheckMessage]:
    """Everything about the settings that an operator should know, errors first."""
    return [*_workspace(settings.WORKSPACE), *_door(), *_names(os.environ)]


def _workspace(workspace: Workspace) -> Iterator[CheckMessage]:
    if not workspace.settings_file.exists():
        return
    if not os.access(workspace.path, os.W_OK):
        hint = _("Giao thư mục cho tài khoản chạy máy chủ: chown -R giaoban %(folder)s.") % {"folder": workspace.path}
        yield Error(_("Không ghi được vào không gian làm việc."), hint=hint, id="giaoban.E001")
    key = secret_key(workspace)
    if len(key) < SHORTEST_KEY:
        hint = _("Đặt GIAOBAN_SECRET_KEY dài ít nhất %(count)d ký tự, hoặc khôi phục tệp %(file)s từ bản sao lưu.")
        message = (
            _("Khóa ký quá ngắn.") if key else _("Không có khóa ký: mỗi lần khởi động, mọi người phải đăng nhập lại.")
        )
        values = {"count": SHORTEST_KEY, "file": workspace.key_file}
        yield Error(message, hint=hint % values, id="giaoban.E002")
    if workspace.key_file.exists() and workspace.key_file.stat().st_mode & 0o077:
        hint = _("Chạy: chmod 600 %(file)s") % {"file": workspace.key_file}
        yield Warning(_("Tài khoản khác trên máy đọc được khóa ký."), hint=hint, id="giaoban.W003")
    try:
        current()
    except (NoSuchPack, PackErrors) as error:
        hint = _("Sửa dòng pack trong %(file)s.") % {"file": workspace.settings_file}
        yield Error(str(error), hint=hint, id="giaoban.E004")


def _door() -> Iterator[CheckMessage]:
    hosts: list[str] = settings.ALLOWED_HOSTS
    for host in hosts:
        if not _HOST.fullmatch(host):
            hint = _("Chỉ ghi tên máy, không có https:// và không có cổng, ví dụ: baocao.tinh.example")
            message = _("GIAOBAN_HOSTS có %(host)r, không phải tên máy.") % {"host": host}
            yield Error(message, hint=hint, id="giaoban.E005")
    if "*" in hosts:
        hint = _("Ghi rõ các tên máy mà mọi người gõ vào trình duyệt.")
        yield Warning(_("GIAOBAN_HOSTS nhận mọi tên máy."), hint=hint, id="giaoban.W006")
    is_open = not all(_is_this_machine(host) for host in hosts)
    if settings.DEBUG and is_open:
        hint = _("Bỏ GIAOBAN_DEBUG: trang báo lỗi của chế độ này cho người lạ thấy mã nguồn và số liệu.")
        yield Error(_("Chế độ gỡ lỗi đang bật trên máy chủ có người dùng."), hint=hint, id="giaoban.E007")
    if is_open and not settings.HTTPS:
        hint = _("Đặt máy chủ sau nginx có TLS rồi đặt GIAOBAN_HTTPS=1 (docs/deployment.md).")
        yield Warning(_("Mật khẩu đi qua mạng không được mã hóa."), hint=hint, id="giaoban.W008")
    if settings.HTTPS and not settings.PROXIES:
        hint = _("Đặt GIAOBAN_PROXIES=1 nếu có một máy chủ trung gian (nginx) đứng trước.")
        message = _("Mọi người dùng mang chung một địa chỉ mạng, là địa chỉ của máy chủ trung gian.")
        yield Warning(message, hint=hint, id="giaoban.W009")


def _names(environment: Mapping[str, str]) -> Iterator[CheckMessage]:
    for name in sorted(environment):
        if name.startswith("GIAOBAN_") and not is_known(name):
            hint = _("Sửa tên theo bảng trong docs/deployment.md, hoặc bỏ đi.")
            yield Warning(_("Không có cài đặt nào tên %(name)s.") % {"name": name}, hint=hint, id="giaoban.W010")


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
