"""Every setting there is: for the table in `docs/deployment.md`, and for finding names that are misspelt."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Setting:
    """An environment variable: what it is when left out, and what it means. `<NAME>` in it stands for a name of yours."""

    name: str
    default: str
    meaning: str

    def is_name_of(self, variable: str) -> bool:
        return re.fullmatch(self.name.replace("<NAME>", "[A-Z0-9]+"), variable) is not None


SETTINGS: Final = (
    Setting("GIAOBAN_WORKSPACE", "`./workspace`", "the folder with key, source files and, on SQLite, the database"),
    Setting("GIAOBAN_DATABASE_URL", "SQLite in the workspace", "`postgres://USER:PASSWORD@HOST:5432/NAME`"),
    Setting("GIAOBAN_DATABASE_POOL", "8", "most connections of one process to PostgreSQL; 0: no pool"),
    Setting(
        "GIAOBAN_SECRET_KEY", "`secret.key` of the workspace", "what sessions are signed with; 50 characters or more"
    ),
    Setting("GIAOBAN_HOSTS", "this machine", "names under which the site is opened, with commas between"),
    Setting(
        "GIAOBAN_ORIGINS", "", "other sites that may send forms here, such as `https://cong.example`; rarely needed"
    ),
    Setting("GIAOBAN_URL", "", "the site's own address, such as `https://giaoban.example`: for links in mail"),
    Setting("GIAOBAN_HTTPS", "0", "1: TLS stands before the server; cookies only go over it, http is sent to https"),
    Setting(
        "GIAOBAN_PROXIES", "0", "how many proxies of yours stand before the server: whose word on addresses counts"
    ),
    Setting("GIAOBAN_EVENTS", "0", "1: the proxy sends `/hop/*/dong-su-kien/` to `giaoban events`; 0: live views poll"),
    Setting("GIAOBAN_LANGUAGE", "`vi`", "`en`: the command line speaks English"),
    Setting("GIAOBAN_LOG_FORMAT", "`text`", "`json`: one object a line, every request, nothing personal"),
    Setting("GIAOBAN_DISK_FREE_MB", "500", "`/readyz` says no when the workspace's disk has less free than this"),
    Setting("GIAOBAN_DEBUG", "0", "1: for developers, never where others come in"),
    Setting("GIAOBAN_ADMINISTRATOR_PASSWORD", "asked for", "password of the account that `giaoban init` makes"),
    Setting("GIAOBAN_SESSION_HOURS", "12", "how long a session lasts from the sign-in"),
    Setting("GIAOBAN_SESSION_IDLE_MINUTES", "120", "how long it lasts without a page being opened"),
    Setting("GIAOBAN_LOGIN_FAILURES", "5", "so many wrong passwords lock a login for a while"),
    Setting("GIAOBAN_ADDRESS_FAILURES", "50", "so many from one network address lock the address"),
    Setting("GIAOBAN_LOCK_MINUTES", "15", "how long"),
    Setting("GIAOBAN_SIGN_INS_A_MINUTE", "600", "so many sign-ins one network address may ask of one process"),
    Setting("GIAOBAN_MAIL_HOST", "", "a mail server; without one, notices stay inside the product"),
    Setting("GIAOBAN_MAIL_PORT", "587", "its port"),
    Setting("GIAOBAN_MAIL_USER", "", "the account on it"),
    Setting("GIAOBAN_MAIL_PASSWORD", "", "and the account's password"),
    Setting("GIAOBAN_MAIL_TLS", "1", "0: mail goes out without encryption"),
    Setting("GIAOBAN_MAIL_FROM", "", "the sender's address; needed with a mail server"),
    Setting("GIAOBAN_OIDC", "", "names of OpenID Connect servers at which people sign in, with commas between"),
    Setting("GIAOBAN_OIDC_<NAME>_URL", "", "the server's address; needed for each name"),
    Setting("GIAOBAN_OIDC_<NAME>_CLIENT_ID", "", "as whom the product asks it; needed"),
    Setting("GIAOBAN_OIDC_<NAME>_CLIENT_SECRET", "", "and with which secret; needed"),
    Setting("GIAOBAN_OIDC_<NAME>_TITLE", "the name", "what the button says"),
    Setting("GIAOBAN_OIDC_<NAME>_CLAIM", "`preferred_username`", "which part of its answer is our login"),
)
ONLY_FOR_TESTS: Final = frozenset({"GIAOBAN_REQUIRE_ALL", "GIAOBAN_TEST_POSTGRESQL_URL"})
BETWEEN_PROCESSES: Final = frozenset({"GIAOBAN_SERVING_SINCE"})
"""What the server tells the processes that it starts; nobody sets it by hand."""


def is_known(variable: str) -> bool:
    """Whether an environment variable of ours means anything."""
    return variable in ONLY_FOR_TESTS | BETWEEN_PROCESSES or any(setting.is_name_of(variable) for setting in SETTINGS)


def table() -> str:
    """The settings as a Markdown table."""
    rows = (f"| `{one.name}` | {one.default} | {one.meaning} |" for one in SETTINGS)
    return "\n".join(["| setting | when left out | meaning |", "|---|---|---|", *rows])
