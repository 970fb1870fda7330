"""Forks each command from a process that has read the libraries, of which reading alone takes a second.

An order is a line of JSON on standard input: words, environment, and the files for what is printed; the answer is the
line of its exit code. Nothing of the product is read before the fork.
"""

import importlib
import json
import os
import sys
from typing import Any, NoReturn

LIBRARIES = (
    "asgiref.local", "click", "django.core.management", "django.core.serializers.json", "django.db.models",
    "django.forms", "django.http", "django.template", "django.urls", "docx", "jinja2", "lxml.etree", "markdown_it",
    "numpy", "psycopg", "pydantic", "python_calamine", "requests", "rich.console", "rich.progress", "typst",
    "vl_convert", "xlsxwriter", "yaml",
)  # fmt: skip


def become(order: dict[str, Any]) -> NoReturn:
    """The child: from here on it is the command."""
    os.environ.clear()
    os.environ.update(order["environment"])
    with open(os.devnull) as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    for number, name in ((1, "out"), (2, "err")):
        file = os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, number)
    sys.argv = ["giaoban", *order["words"]]
    code = 1
    try:
        from giaoban.workspace.command_line import main

        main()
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:  # noqa: BLE001 # the boundary of the process: told as Python itself would
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    for library in LIBRARIES:
        importlib.import_module(library)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(json.loads(line))
        _child, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
