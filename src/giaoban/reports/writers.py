"""The four files of a report: a writer takes the model and gives name, media type and bytes."""

from collections.abc import Callable

from giaoban.reports.files import WrittenFile
from giaoban.reports.model import Report
from giaoban.reports.write_docx import write as write_docx
from giaoban.reports.write_html import write as write_html
from giaoban.reports.write_pdf import write as write_pdf
from giaoban.reports.write_text import write as write_text

WRITERS: dict[str, Callable[[Report], WrittenFile]] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "html": write_html,
    "txt": write_text,
}
"""By the ending of the file; the same report gives the same bytes."""
