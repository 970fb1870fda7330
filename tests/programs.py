"""Programs outside Python that some tests drive: absent means skipped aloud, or failed where all are required."""

import os
import shutil

import pytest

PROGRAMS = {
    "chromium": ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
    "libreoffice": ("soffice", "libreoffice"),
    "pdftoppm": ("pdftoppm",),
    "postgresql": ("psql",),
    "gettext": ("msgfmt",),
}


def require_program(name: str) -> str:
    """The path of the program; skips the test where it is absent, or fails it when `GIAOBAN_REQUIRE_ALL=1`."""
    for candidate in PROGRAMS[name]:
        if path := shutil.which(candidate):
            return path
    message = f"{name} is not installed"
    if os.environ.get("GIAOBAN_REQUIRE_ALL") == "1":
        pytest.fail(f"{message}, and GIAOBAN_REQUIRE_ALL=1 asks for every test.")
    pytest.skip(f"{message}: this test needs it.")
