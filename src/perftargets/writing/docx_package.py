"""The package of a DOCX around its body: types, relations, styles, settings.

The parts and their order, and the time that each states, are the same for each file.
"""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>\
</Types>"""
_ROOT = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" \
Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/>\
</Relationships>"""
_RELATIONS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/relationships/settings" \
Target="settings.xml"/>\
</Relationships>"""
_SETTINGS = f"""<w:settings xmlns:w="{_WORD}">\
<w:defaultTabStop w:val="420"/>\
<w:characterSpacingControl w:val="doNotCompress"/>\
<w:compat><w:compatSetting w:name="compatibilityMode" \
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\
</w:settings>"""
_STYLES = f"""<w:styles xmlns:w="{_WORD}">\
<w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="{{font}}" w:hAnsi="{{font}}" w:eastAsia="{{font}}"/>\
<w:sz w:val="{{size}}"/><w:szCs w:val="{{size}}"/>\
<w:lang w:val="en-US" w:eastAsia="zh-CN"/>\
</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal">\
<w:name w:val="Normal"/><w:qFormat/>\
<w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>\
<w:rPr><w:rFonts w:ascii="{{font}}" w:hAnsi="{{font}}" w:eastAsia="{{font}}"/>\
<w:sz w:val="{{size}}"/><w:szCs w:val="{{size}}"/></w:rPr></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal">\
<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>\
</w:tblPr></w:style>\
</w:styles>"""


def packed(body: Element, *, title: str, font: str, size: int) -> bytes:
    """Return a DOCX with a body.

    Args:
        body: the element ``w:body``; its tags and attributes have their prefixes.
        title: the title in its properties.
        font: the font of text that names none.
        size: its size in half points.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in _parts(body, title, _STYLES.format(font=font, size=size)):
            # Without a time of its own an entry is of the first of January 1980.
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            file.writestr(entry, (_HEAD + content).encode())
    return made.getvalue()


def _parts(body: Element, title: str, styles: str) -> Iterator[tuple[str, str]]:
    root = Element("w:document", {"xmlns:w": _WORD})
    root.append(body)
    yield "[Content_Types].xml", _TYPES
    yield "_rels/.rels", _ROOT
    yield "docProps/core.xml", _properties(title)
    yield "word/document.xml", tostring(root, encoding="unicode")
    yield "word/_rels/document.xml.rels", _RELATIONS
    yield "word/styles.xml", styles
    yield "word/settings.xml", _SETTINGS


def _properties(title: str) -> str:
    root = Element(
        "cp:coreProperties",
        {
            "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        },
    )
    for tag, text in (("dc:title", title), ("dc:creator", "perftargets")):
        each = Element(tag)
        each.text = text
        root.append(each)
    return tostring(root, encoding="unicode")
