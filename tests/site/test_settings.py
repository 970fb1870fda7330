"""Wrong settings are told in a sentence, before anybody is let in."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.checks import CheckMessage

import giaoban
from giaoban.site import checks
from giaoban.site.checks import settings_are_right
from giaoban.site.database import database
from giaoban.site.environment import Workspace, WrongSetting, choice, flag, whole_number
from giaoban.site.known import ONLY_FOR_TESTS, SETTINGS, is_known, table

ROOT = Path(giaoban.__file__).parents[2]


@pytest.fixture
def whole(workspace: Workspace, settings: LazySettings) -> Workspace:
    """A workspace as `init` leaves it, on a machine that nobody else reaches."""
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    workspace.settings_file.write_text('pack = "party_committee"\n')
    workspace.key_file.write_text("k" * 67)
    workspace.key_file.chmod(0o600)
    return workspace


def found() -> list[str]:
    return [str(message.id) for message in messages()]


def messages() -> list[CheckMessage]:
    return [message for message in settings_are_right(None) if message.id != "giaoban.W010"]


def test_without_an_address_the_database_lies_in_the_workspace(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("", "  "):
        monkeypatch.setenv("GIAOBAN_DATABASE_URL", text)
        assert database(workspace)["NAME"] == str(workspace.database)


def test_a_postgresql_address_gives_a_pool(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAOBAN_DATABASE_URL", "postgres://giaoban:m%40t@db.example:5433/books?sslmode=require")
    monkeypatch.setenv("GIAOBAN_DATABASE_POOL", "12")
    given = database(workspace)
    assert (given["HOST"], given["PORT"], given["NAME"], given["PASSWORD"]) == ("db.example", 5433, "books", "m@t")
    assert given["OPTIONS"]["sslmode"] == "require"
    assert given["OPTIONS"]["pool"]["max_size"] == 12
    monkeypatch.setenv("GIAOBAN_DATABASE_POOL", "0")
    assert "pool" not in database(workspace)["OPTIONS"]


@pytest.mark.parametrize(
    "address",
    ["books.sqlite3", "postgres://u:secret@host:port/x", "mysql://u:secret@h/x", "secret://x", "%"],
)
def test_an_address_that_is_none_is_told_without_its_password(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("GIAOBAN_DATABASE_URL", address)
    with pytest.raises(WrongSetting, match=r"GIAOBAN_DATABASE_URL .*write sqlite:////") as refused:
        database(workspace)
    assert "secret" not in str(refused.value)


def test_a_relative_sqlite_file_is_refused(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAOBAN_DATABASE_URL", "sqlite:///books.sqlite3")
    with pytest.raises(WrongSetting, match=r"'books\.sqlite3' without its folder"):
        database(workspace)


def test_a_missing_driver_is_named(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAOBAN_DATABASE_URL", "postgres://u@h/x")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(WrongSetting, match=r"psycopg and psycopg_pool is not installed: install giaoban\[postgresql\]"):
        database(workspace)


def test_values_of_the_wrong_kind_are_shown_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAOBAN_X", "nhiều")
    for read, words in (
        (lambda: flag("GIAOBAN_X", default=True), "GIAOBAN_X is 'nhiều': write 1 or 0."),
        (lambda: whole_number("GIAOBAN_X", default=5), "GIAOBAN_X is 'nhiều': write a whole number such as 5."),
        (lambda: choice("GIAOBAN_X", ("text", "json")), "GIAOBAN_X is 'nhiều': write text or json."),
    ):
        with pytest.raises(WrongSetting, match=re.escape(words)):
            read()


def test_a_whole_workspace_on_this_machine_has_nothing_to_say(whole: Workspace) -> None:
    assert found() == []


def test_a_workspace_without_a_key_is_an_error(whole: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    whole.key_file.unlink()
    assert found() == ["giaoban.E002"]
    monkeypatch.setenv("GIAOBAN_SECRET_KEY", "ngắn")
    assert "quá ngắn" in messages()[0].msg
    assert "ít nhất 50 ký tự" in str(messages()[0].hint)


def test_a_key_that_others_can_read_is_told(whole: Workspace) -> None:
    whole.key_file.chmod(0o644)
    assert found() == ["giaoban.W003"]
    assert str(messages()[0].hint) == f"Chạy: chmod 600 {whole.key_file}"


def test_a_folder_that_cannot_be_written_is_an_error(whole: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_arguments: False)
    assert found() == ["giaoban.E001"]


@pytest.mark.parametrize(
    ("change", "ids"),
    [
        ({"DEBUG": True}, []),
        ({"ALLOWED_HOSTS": ["*"], "HTTPS": True, "PROXIES": 1}, ["giaoban.W006"]),
        ({"ALLOWED_HOSTS": ["bao.example"]}, ["giaoban.W008"]),
        ({"ALLOWED_HOSTS": ["bao.example"], "HTTPS": True, "PROXIES": 1}, []),
        ({"ALLOWED_HOSTS": ["bao.example"], "HTTPS": True, "PROXIES": 1, "DEBUG": True}, ["giaoban.E007"]),
        ({"ALLOWED_HOSTS": ["https://bao.example"], "HTTPS": True, "PROXIES": 1}, ["giaoban.E005"]),
        ({"HTTPS": True, "PROXIES": 0}, ["giaoban.W009"]),
    ],
)
def test_the_door_is_looked_at(
    whole: Workspace, settings: LazySettings, change: dict[str, object], ids: list[str]
) -> None:
    for name, value in {"DEBUG": False, "HTTPS": False, **change}.items():
        setattr(settings, name, value)
    assert found() == ids
    assert all(message.hint for message in messages())


def test_a_pack_that_does_not_exist_is_an_error(whole: Workspace, settings: LazySettings) -> None:
    from dataclasses import replace

    settings.WORKSPACE = replace(whole, pack="village")
    assert found() == ["giaoban.E004"]


def test_a_name_that_is_misspelt_is_told(whole: Workspace) -> None:
    (message,) = checks._names({"GIAOBAN_HTPPS": "1", "GIAOBAN_HTTPS": "1", "GIAOBAN_OIDC_VNEID_URL": "x"})
    assert (message.id, message.msg) == ("giaoban.W010", "Không có cài đặt nào tên GIAOBAN_HTPPS.")


def test_every_setting_that_is_read_is_known_and_the_other_way_round() -> None:
    sources = [*(ROOT / "src").rglob("*.py"), ROOT / "giaoban"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.name != "known.py")
    read = set(re.findall(r"\bGIAOBAN_[A-Z_]*[A-Z]\b", text))
    assert {name for name in read if not is_known(name)} == set()
    plain = {setting.name for setting in SETTINGS if "<NAME>" not in setting.name}
    # The parts of a group are read by what follows the group's name.
    assert {name for name in plain - read if not name.startswith("GIAOBAN_MAIL_")} == set()
    assert not ONLY_FOR_TESTS & plain


def test_the_document_shows_every_setting() -> None:
    assert table() in (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
