"""Rows as a table for the eye, as CSV for a spreadsheet, as JSON for a machine."""

import csv
import io
import json
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal

import click
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

Value = str | int | bool | Decimal | None
FORMATS = ("table", "csv", "json")


def plain(value: Value) -> str | int | bool | None:
    """A decimal as a plain string without exponent; everything else as it is."""
    return format(value, "f") if isinstance(value, Decimal) else value


def as_json(rows: Sequence[Mapping[str, Value]]) -> str:
    """A list of objects, decimals as strings, null where there is nothing."""
    objects = [{key: plain(value) for key, value in row.items()} for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=1)


def as_csv(rows: Sequence[Mapping[str, Value]]) -> str:
    """Comma-separated with a head; nothing where there is nothing."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: plain(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def print_rows(rows: Sequence[Mapping[str, Value]], form: str, heads: Mapping[str, str], empty: str) -> None:
    """Prints rows in one of `FORMATS`; a table shows only the columns in `heads`, and `empty` where there is no row."""
    if form == "json":
        click.echo(as_json(rows))
    elif form == "csv":
        click.echo(as_csv(rows), nl=False)
    elif not rows:
        click.echo(empty)
    else:
        print_table([[cell_text(row[key]) for key in heads] for row in rows], list(heads.values()))


def cell_text(value: Value) -> str:
    """What a table shows for a value: a dash where there is nothing."""
    if isinstance(value, bool):
        return _("có") if value else "–"
    return "–" if value is None else str(plain(value))


def print_table(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> None:
    """A table as wide as the terminal; whole lines where the output goes into a file."""
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = 4000
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, head in enumerate(heads):
        numeric = bool(rows) and all(looks_numeric(row[place]) for row in rows)
        table.add_column(head, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(harmless, row))
    console.print(table)


def harmless(text: str) -> str:
    """Without the control characters by which the cell of a file could speak to the terminal."""
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) != "Cc")


def looks_numeric(text: str) -> bool:
    return text == "–" or text.strip("-%").replace(".", "").replace(",", "").replace("/", "").isdigit()
