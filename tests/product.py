"""Reads the whole product: processes forked from one that did so need not read it again, which takes a second each."""

import gc
import importlib
import pkgutil

import django

import giaoban

LIBRARIES = (
    "django.core.management", "django.db.backends.postgresql.base", "django.db.backends.sqlite3.base", "docx", "numpy",
    "python_calamine", "requests", "rich.progress", "typst", "vl_convert", "xlsxwriter",
)  # fmt: skip
"""Those that the product reads only when it needs them."""
LATER = frozenset({"__main__", "asgi", "wsgi", "command_line", "commands", "migrations"})
"""Modules that do something when they are read, or speak the language of the moment."""

# What is read stays: neither this process nor those forked from it need look for what can go.
gc.disable()
django.setup()
for library in LIBRARIES:
    importlib.import_module(library)
for module in pkgutil.walk_packages(giaoban.__path__, "giaoban."):
    if LATER.isdisjoint(module.name.split(".")):
        importlib.import_module(module.name)
importlib.import_module("giaoban.indicators.packs").named("party_committee")
gc.freeze()
gc.enable()
