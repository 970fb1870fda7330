"""The report as a Word file, every figure under three anchors; the same report gives the same bytes."""

import io
import zipfile
from datetime import UTC
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm
from lxml import etree

from giaoban.reports import anchors, charts
from giaoban.reports.docx_body import Body
from giaoban.reports.docx_styles import NAMESPACE, styles_xml
from giaoban.reports.files import WrittenFile, file_name
from giaoban.reports.model import Chart, Report

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CUSTOM_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART_WIDTH = 155
"""Millimetres."""
UNWANTED = frozenset({"thumbnail", "stylesWithEffects", "customXml", "numbering"})
"""Kinds of parts of the blank document that a report has no use for."""
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""What a zip says where it may not say when it was made."""
PAGE_NUMBER = (
    f'<w:p xmlns:w="{NAMESPACE}"><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p>'
)


def write(report: Report) -> WrittenFile:
    """`.docx`; its times are the report's instant."""
    document = Document()
    _dress(document, report)
    _describe(document, report)
    _name_the_report(document, report)
    saved = io.BytesIO()
    document.save(saved)
    return WrittenFile(file_name(report, "docx"), MEDIA_TYPE, _timeless(saved.getvalue()))


def _dress(document: WordDocument, report: Report) -> None:
    """Styles, page frame and body, in place of those of the library's blank document."""
    _drop_what_is_blank(document)
    styles = document.styles.element
    styles[:] = list(parse_xml(styles_xml(report)))
    frame = _frame(document, report.frame.notice)
    body = Body(report, lambda chart: _drawing(document, chart), frame).xml()
    element = document.element
    element.replace(element.body, parse_xml(f'<w:body xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}">{body}</w:body>'))


def _drop_what_is_blank(document: WordDocument) -> None:
    """The blank document's own thumbnail, second styles and custom data say nothing about the report."""
    for owner in (document.part, document.part.package):
        for number, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in UNWANTED:
                del owner.rels[number]


def _frame(document: WordDocument, notice: str) -> str:
    """Page number at the top from the second page on, the notice at the foot of every page; gives their references."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    header = section.header
    header.is_linked_to_previous = False
    header._element[:] = [parse_xml(PAGE_NUMBER)]
    if notice:
        line = (
            f'<w:p xmlns:w="{NAMESPACE}"><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:i/><w:sz w:val="20"/></w:rPr>'
            f"<w:t>{escape(notice)}</w:t></w:r></w:p>"
        )
        for footer in (section.footer, section.first_page_footer):
            footer.is_linked_to_previous = False
            footer._element[:] = [parse_xml(line)]
    kept = section._sectPr.xpath("./w:headerReference | ./w:footerReference")
    return "".join(etree.tostring(reference, encoding="unicode") for reference in kept)


def _drawing(document: WordDocument, chart: Chart) -> str:
    inline = document.part.new_pic_inline(io.BytesIO(charts.png(chart.specification)), width=Mm(CHART_WIDTH))
    inline.docPr.set("name", chart.id)
    inline.docPr.set("descr", str(chart.specification.get("description", chart.alternative)))
    drawing = etree.tostring(inline, encoding="unicode")
    return f"<w:drawing>{drawing}</w:drawing>"


def _describe(document: WordDocument, report: Report) -> None:
    about, instant = document.core_properties, report.at.astimezone(UTC).replace(tzinfo=None)
    about.title, about.subject, about.author = report.title, report.code, report.frame.issuing_body
    about.last_modified_by, about.comments, about.keywords = "Giao ban", report.frame.notice, ""
    about.created = about.modified = instant
    about.revision = 1
    about.language = report.language


def _name_the_report(document: WordDocument, report: Report) -> None:
    """The report's code as a custom property, so that a file says which report it was."""
    values = {
        anchors.PROPERTY: report.code,
        "GiaobanTemplate": report.template,
        "GiaobanUnit": report.unit,
        "GiaobanPeriod": report.period,
    }
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    data = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{properties}</Properties>'
    )
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), CUSTOM_PROPERTIES, data.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _timeless(data: bytes) -> bytes:
    """The same package with its parts in the same order and no time of its own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as timeless,
    ):
        for name in package.namelist():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            timeless.writestr(entry, package.read(name))
    return out.getvalue()
