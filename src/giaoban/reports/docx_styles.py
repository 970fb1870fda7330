"""The styles of the Word file: Times New Roman, the sizes of the official forms, one hidden style for each figure."""

from giaoban.reports import anchors
from giaoban.reports.layout import BODY_SIZE, INDENT, LINE, TABLE_SIZE
from giaoban.reports.model import Report

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = "Times New Roman"
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}

_CENTRED = '<w:keepNext/><w:spacing w:before="160" w:after="100"/><w:jc w:val="center"/>'
_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="70" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
)


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def styles_xml(report: Report) -> str:
    """`w:styles` of the report: defaults, paragraph styles, a character style for each figure."""
    figures = "".join(_figure(report.code, figure.id) for figure in report.figures())
    return f'<w:styles xmlns:w="{NAMESPACE}">{_defaults(LANGUAGES[report.language])}{_standing()}{figures}</w:styles>'


def _defaults(language: str) -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:sz w:val="{BODY_SIZE * 2}"/><w:szCs w:val="{BODY_SIZE * 2}"/><w:lang w:val="{language}" w:eastAsia="{language}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _standing() -> str:
    body = (
        f'<w:spacing w:before="60" w:after="60" w:line="{LINE * 20}" w:lineRule="atLeast"/>'
        f'<w:ind w:firstLine="{twips(INDENT)}"/><w:jc w:val="both"/>'
    )
    heading = f'<w:keepNext/><w:spacing w:before="120" w:after="60" w:line="{LINE * 20}" w:lineRule="atLeast"/><w:ind w:firstLine="{twips(INDENT)}"/><w:jc w:val="both"/>'
    return "".join((
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        _TABLE,
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/></w:style>',
        _paragraph("BodyText", "Body Text", body),
        _paragraph("Title", "Title", '<w:jc w:val="center"/>'),
        _paragraph("Heading1", "heading 1", f'{_CENTRED}<w:outlineLvl w:val="0"/>', "<w:b/>"),
        *(
            _paragraph(f"Heading{level}", f"heading {level}", f'{heading}<w:outlineLvl w:val="{level - 1}"/>', face)
            for level, face in ((2, "<w:b/>"), (3, "<w:b/>"), (4, "<w:b/><w:i/>"))
        ),
        _paragraph("Caption", "caption", '<w:keepNext/><w:spacing w:before="120" w:after="80"/><w:jc w:val="center"/>'),
        _paragraph("GBHead", "GB Head", '<w:jc w:val="center"/>'),
        _paragraph("GBFoot", "GB Foot", '<w:jc w:val="left"/>'),
        _paragraph("GBCell", "GB Cell", '<w:spacing w:before="20" w:after="20"/>', f'<w:sz w:val="{TABLE_SIZE * 2}"/>'),
    ))  # fmt: skip


def _paragraph(style_id: str, name: str, properties: str, face: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{face}</w:rPr></w:style>"
    )


def _figure(code: str, figure_id: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{anchors.style_id(figure_id)}">'
        f'<w:name w:val="{anchors.style_name(code, figure_id)}"/><w:semiHidden/></w:style>'
    )
