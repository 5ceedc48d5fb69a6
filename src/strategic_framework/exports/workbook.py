"""A workbook as a package of XML (ECMA-376, Office Open XML): only what our sheets need of the format.

Nothing in a package depends on the clock or the place, so the same sheets give the same bytes. Every text stands once,
in a table that all cells share.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from strategic_framework.exports.worksheet import MAIN, OFFICE, Page, Style, Texts, sheet
from strategic_framework.model.frozen import frozen

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DEFAULTS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)
_FONT = '<font>{}<sz val="{}"/>{}<name val="Calibri"/><family val="2"/></font>'
_FONTS = (
    _FONT.format("", 11, ""), _FONT.format("<b/>", 14, ""), _FONT.format("<b/>", 11, ""),
    _FONT.format("<u/>", 11, '<color rgb="FF1D5A96"/>'),
)  # fmt: skip
_FILLS = "".join(f'<fill><patternFill patternType="{kind}"/></fill>' for kind in ("none", "gray125"))
_BORDERS = "".join(f"<border><left/><right/><top/>{bottom}<diagonal/></border>" for bottom in (
    "<bottom/>", '<bottom style="thin"><color auto="1"/></bottom>'))  # fmt: skip
#: Of each style but the plain one its format (49 is text, 0 general), its font and its border, by their places.
_LOOKS = {Style.TITLE: (49, 1, 0), Style.HEAD: (49, 2, 1), Style.TEXT: (49, 0, 0), Style.LINK: (49, 3, 0),
          Style.NUMBER: (0, 0, 0)}  # fmt: skip


@frozen
class Properties:
    """What a workbook says of itself; `created` is a day."""

    title: str
    author: str
    comments: str
    created: str


def packed(pages: Sequence[Page], properties: Properties) -> bytes:
    """The workbook with these sheets."""
    out = io.BytesIO()
    with ZipFile(out, "w") as package:
        for name, xml in _parts(pages, properties):
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
            package.writestr(entry, _XML + xml)
    return out.getvalue()


def _parts(pages: Sequence[Page], properties: Properties) -> Iterator[tuple[str, str]]:
    """The name and the XML of each part; the table of texts comes last, for every sheet adds to it."""
    texts, sheets = Texts(), [f"sheet{number}.xml" for number, _ in enumerate(pages, 1)]
    yield "[Content_Types].xml", _content_types(sheets)
    yield "_rels/.rels", _relationships([
        (f"{OFFICE}/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ])  # fmt: skip
    yield "docProps/core.xml", _core(properties)
    yield "xl/workbook.xml", _workbook(pages)
    yield "xl/_rels/workbook.xml.rels", _relationships([
        *((f"{OFFICE}/worksheet", f"worksheets/{name}") for name in sheets),
        (f"{OFFICE}/styles", "styles.xml"), (f"{OFFICE}/sharedStrings", "sharedStrings.xml"),
    ])  # fmt: skip
    yield "xl/styles.xml", _styles()
    for name, page in zip(sheets, pages, strict=True):
        yield f"xl/worksheets/{name}", sheet(page, texts)
        if links := [(f"{OFFICE}/hyperlink", address.partition("#")[0]) for address in page.links.values()]:
            yield f"xl/worksheets/_rels/{name}.rels", _relationships(links, ' TargetMode="External"')
    yield "xl/sharedStrings.xml", texts.written()


def _content_types(sheets: Iterable[str]) -> str:
    kinds = {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "xl/workbook.xml": f"{_TYPES}.sheet.main+xml", "xl/styles.xml": f"{_TYPES}.styles+xml",
        "xl/sharedStrings.xml": f"{_TYPES}.sharedStrings+xml",
        **{f"xl/worksheets/{name}": f"{_TYPES}.worksheet+xml" for name in sheets},
    }  # fmt: skip
    parts = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    return f'<Types xmlns="{_PACKAGE}/content-types">{_DEFAULTS}{parts}</Types>'


def _relationships(targets: Iterable[tuple[str, str]], mode: str = "") -> str:
    """What a part leads to, by kind and address: it is known there as `rId1` and so on."""
    parts = [
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{escape(target)}"{mode}/>'
        for number, (kind, target) in enumerate(targets, 1)
    ]
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(parts)}</Relationships>'


def _core(properties: Properties) -> str:
    day = f'xsi:type="dcterms:W3CDTF">{properties.created}T00:00:00Z'
    title, author, comments = map(escape, (properties.title, properties.author, properties.comments))
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:description>{comments}</dc:description>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f"<dcterms:created {day}</dcterms:created><dcterms:modified {day}</dcterms:modified></cp:coreProperties>"
    )


def _workbook(pages: Sequence[Page]) -> str:
    sheets = [f'<sheet name="{escape(page.name)}" sheetId="{number}" r:id="rId{number}"/>'
              for number, page in enumerate(pages, 1)]  # fmt: skip
    names = sorted(name for place, page in enumerate(pages) for name in _names(place, page))
    view = '<workbookView xWindow="240" yWindow="15" windowWidth="16095" windowHeight="9660"/>'
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews>{view}</bookViews><sheets>{"".join(sheets)}</sheets>'
        f"<definedNames>{''.join(names)}</definedNames></workbook>"
    )


def _names(place: int, page: Page) -> Iterator[str]:
    """What a sheet has names for: the cells of its filter, and the row that stands on each page that is printed."""
    quoted = escape("'{}'!".format(page.name.replace("'", "''")), quote=False)
    named = f'<definedName name="_xlnm.{{}}" localSheetId="{place}"{{}}>{{}}</definedName>'
    first, last = page.filter
    yield named.format("_FilterDatabase", ' hidden="1"', f"{quoted}$A${first}:${page.last}${last}")
    if page.scrolls:
        yield named.format("Print_Titles", "", f"{quoted}$1:$1")


def _styles() -> str:
    """Every style but the plain one is wrapped, from the top of its row."""
    looks = "".join(
        f'<xf numFmtId="{kind}" fontId="{font}" fillId="0" borderId="{border}" xfId="0" applyNumberFormat="1"'
        ' applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
        for kind, font, border in (_LOOKS[style] for style in Style if style)
    )
    plain = 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
    return (
        f'<styleSheet xmlns="{MAIN}"><fonts count="{len(_FONTS)}">{"".join(_FONTS)}</fonts>'
        f'<fills count="2">{_FILLS}</fills><borders count="2">{_BORDERS}</borders>'
        f'<cellStyleXfs count="1"><xf {plain}/></cellStyleXfs>'
        f'<cellXfs count="{len(Style)}"><xf {plain} xfId="0"/>{looks}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
