"""A Word file is read again: which figures still have their anchors, whichever editor saved it."""

import io
import re
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from giaoban.reports import anchors
from giaoban.reports.docx_styles import NAMESPACE
from giaoban.reports.problems import ReportProblem

LARGEST_PART = 64_000_000
"""Bytes of one part of a Word file; a report of 20 pages has under two million."""
STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_W = f"{{{NAMESPACE}}}"


class NotAWordFile(ReportProblem):
    """The bytes are no Word file that can be read."""


def anchors_in(data: bytes) -> dict[str, set[str]]:
    """Figure id -> which of `bookmark`, `tag`, `alias` and `style` still name it; raises `NotAWordFile`."""
    found: dict[str, set[str]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = _style_names(_part(package, "word/styles.xml"))
            for story in sorted(name for name in package.namelist() if STORIES.fullmatch(name)):
                for kind, figure_id in _anchors(_part(package, story), names):
                    found.setdefault(figure_id, set()).add(kind)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError) as wrong:
        raise NotAWordFile(_("Không đọc được tệp Word này: %(reason)s.") % {"reason": wrong}) from wrong
    return found


def _part(package: zipfile.ZipFile, name: str) -> etree._Element:
    if package.getinfo(name).file_size > LARGEST_PART:
        raise NotAWordFile(_("Tệp Word có phần “%(part)s” quá lớn.") % {"part": name})
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.read(name), parser)


def _style_names(styles: etree._Element) -> dict[str, str]:
    """Style id -> style name; editors give styles new ids but keep their names."""
    named = ((style.get(f"{_W}styleId", ""), style.find(f"{_W}name")) for style in styles.iter(f"{_W}style"))
    return {style_id: name.get(f"{_W}val", "") for style_id, name in named if name is not None}


def _anchors(root: etree._Element, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Kind of anchor and figure id, for each element that is one."""
    for tag, kind, pattern in (
        ("bookmarkStart", "bookmark", anchors.BOOKMARK),
        ("tag", "tag", anchors.TAG),
        ("alias", "alias", anchors.ALIAS),
        ("rStyle", "style", anchors.STYLE),
    ):
        for element in root.iter(f"{_W}{tag}"):
            value = element.get(f"{_W}name" if tag == "bookmarkStart" else f"{_W}val", "")
            match = pattern.fullmatch(names.get(value, "") if tag == "rStyle" else value)
            if match:
                yield kind, match[2]
