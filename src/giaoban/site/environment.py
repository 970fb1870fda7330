"""Typed reading of environment variables and of the workspace's own settings file."""

import os
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class WrongSetting(Exception):
    """A setting cannot be used; the sentence names it, its value and the way out."""


def flag(name: str, default: bool) -> bool:
    """True or false from `name`; accepts 1/0, true/false, yes/no in any case."""
    word = text(name).lower()
    if not word:
        return default
    if word in {"1", "true", "yes"}:
        return True
    if word in {"0", "false", "no"}:
        return False
    raise WrongSetting(f"{name} is {word!r}: write 1 or 0.")


def text(name: str) -> str:
    """The text of `name` without spaces around it; empty where it is missing."""
    return os.environ.get(name, "").strip()


def words(name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The comma-separated words of `name`."""
    return tuple(word.strip() for word in text(name).split(",") if word.strip()) or default


def choice(name: str, options: tuple[str, ...]) -> str:
    """One of `options` from `name`; the first where it is empty."""
    text = os.environ.get(name, "").strip().lower()
    if text and text not in options:
        raise WrongSetting(f"{name} is {text!r}: write {' or '.join(options)}.")
    return text or options[0]


def whole_number(name: str, default: int) -> int:
    """A whole number, not negative, from `name`."""
    digits = text(name)
    if not digits:
        return default
    if not digits.isdecimal():
        raise WrongSetting(f"{name} is {digits!r}: write a whole number such as {default}.")
    return int(digits)


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


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """An OpenID Connect server at which persons sign in; `claim` is the part of its answer that holds our login."""

    code: str
    name: str
    url: str
    client_id: str
    client_secret: str
    claim: str


def identity_providers() -> tuple[IdentityProvider, ...]:
    """Those named by `GIAOBAN_OIDC`, each from `GIAOBAN_OIDC_<NAME>_URL`, `_CLIENT_ID`, `_CLIENT_SECRET`, `_TITLE`, `_CLAIM`."""
    return tuple(_provider(code) for code in words("GIAOBAN_OIDC"))


def _provider(code: str) -> IdentityProvider:
    if not code.isascii() or not code.isalnum():
        raise WrongSetting(f"GIAOBAN_OIDC has {code!r}: name a provider with plain letters and digits.")
    prefix = f"GIAOBAN_OIDC_{code.upper()}_"
    url = needed(prefix + "URL")
    if not url.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        raise WrongSetting(f"{prefix}URL is {url!r}: write an address that begins with https://.")
    return IdentityProvider(
        code=code.lower(),
        name=text(prefix + "TITLE") or code,
        url=url,
        client_id=needed(prefix + "CLIENT_ID"),
        client_secret=needed(prefix + "CLIENT_SECRET"),
        claim=text(prefix + "CLAIM") or "preferred_username",
    )


def origin(url: str) -> str:
    """`https://id.example` of an address below it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def needed(name: str) -> str:
    """The text of `name`; raises `WrongSetting` where it is missing."""
    if found := text(name):
        return found
    raise WrongSetting(f"{name} is missing: write it beside the other settings of its group.")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and as whom."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    sender: str


def mail_server() -> MailServer | None:
    """From `GIAOBAN_MAIL_HOST`, `_PORT`, `_USER`, `_PASSWORD`, `_TLS`, `_FROM`; None without a host: then no mail is sent."""
    host = text("GIAOBAN_MAIL_HOST")
    if not host:
        return None
    return MailServer(
        host=host,
        port=whole_number("GIAOBAN_MAIL_PORT", default=587),
        user=text("GIAOBAN_MAIL_USER"),
        password=text("GIAOBAN_MAIL_PASSWORD"),
        tls=flag("GIAOBAN_MAIL_TLS", default=True),
        sender=needed("GIAOBAN_MAIL_FROM"),
    )
