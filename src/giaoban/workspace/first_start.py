"""The code with which the first administrator is made on the page: said on the terminal, never on the page."""

from datetime import datetime

import click
from django.utils.translation import gettext as _

from giaoban.people.links import HOLDS, first_start_code


def say_code(at: datetime) -> None:
    """Says a new code where the workspace has no administrator yet; the one before it no longer works."""
    code = first_start_code(at)
    if code is not None:
        click.echo(
            _("Chưa có quản trị viên. Mở trang /khoi-dau/ và nhập mã này trong %(hours)d giờ:")
            % {"hours": HOLDS.total_seconds() // 3600}
        )
        click.echo(f"  {code}")
