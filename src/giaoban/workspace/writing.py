"""A command's result into the file that its caller named."""

from pathlib import Path

import click
from django.utils.translation import gettext as _


def write_out(path: Path, data: bytes) -> None:
    """Writes the file and says so; `click.BadParameter` where it cannot be written there."""
    try:
        path.write_bytes(data)
    except FileNotFoundError as error:
        raise _refused(path, _("không có thư mục này")) from error
    except PermissionError as error:
        raise _refused(path, _("không có quyền ghi ở đó")) from error
    except OSError as error:
        raise _refused(path, error.strerror or "") from error
    click.echo(_("Đã ghi %(file)s.") % {"file": path}, err=True)


def _refused(path: Path, why: str) -> click.BadParameter:
    return click.BadParameter(
        _("Không ghi được tệp %(file)s: %(why)s. Hãy chỉ một thư mục đã có và được phép ghi.")
        % {"file": path, "why": why},
        param_hint="--out",
    )
