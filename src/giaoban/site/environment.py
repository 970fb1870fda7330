"""Typed reading of environment variables and of the workspace's own settings file."""

import os
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


class WrongSetting(Exception):
    """A setting cannot be used; the sentence names it, its value and the way out."""


def flag(name: str, default: bool) -> bool:
    """True or false from `name`; accepts 1/0, true/false, yes/no in any case."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in {"1", "true", "yes"}:
        return True
    if text in {"0", "false", "no"}:
        return False
    raise WrongSetting(f"{name} is {text!r}: write 1 or 0.")


def words(name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The comma-separated words of `name`."""
    text = os.environ.get(name, "")
    return tuple(word.strip() for word in text.split(",") if word.strip()) or default


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder that holds one office's books: database, source files, key and `workspace.toml`.

    `today` stands still on a demonstration's made-up day and is None for real work.
    """

    path: Path
    pack: str
    demonstration: bool
    today: date | None

    @property
    def settings_file(self) -> Path:
        return self.path / "workspace.toml"

    @property
    def database(self) -> Path:
        return self.path / "giaoban.sqlite3"

    @property
    def key_file(self) -> Path:
        return self.path / "secret.key"

    @property
    def sources(self) -> Path:
        """Imported files, kept by their SHA-256, so that a figure can be traced to its cell."""
        return self.path / "sources"


def read_workspace() -> Workspace:
    """The workspace named by `GIAOBAN_WORKSPACE` (default `./workspace`); a missing settings file gives the defaults."""
    path = Path(os.environ.get("GIAOBAN_WORKSPACE") or "workspace").resolve()
    file = path / "workspace.toml"
    values: dict[str, Any] = {}
    if file.exists():
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise WrongSetting(f"{file} is not valid TOML: {error}.") from error
    today = values.get("today")
    if today is not None and not isinstance(today, date):
        raise WrongSetting(f"{file}: today is {today!r}: write a date such as 2024-07-02, without quotes.")
    return Workspace(
        path=path,
        pack=str(values.get("pack", "party_committee")),
        demonstration=bool(values.get("demonstration", False)),
        today=today,
    )


def secret_key(workspace: Workspace) -> str:
    """The signing key of the workspace, or of the environment; empty when neither has one yet."""
    if key := os.environ.get("GIAOBAN_SECRET_KEY"):
        return key
    return workspace.key_file.read_text(encoding="ascii").strip() if workspace.key_file.exists() else ""
