"""Files of every source format, as short as they can be and still have all their parts."""

import re
import zipfile
from io import BytesIO

PAGE = """<!DOCTYPE html>
<!-- saved from url=(0042)https://herald.example/port/strike-ends -->
<html lang="en-GB"><head><meta charset="utf-8">
<title>Harbour strike ends after nine days | Coast Herald</title>
<meta property="og:site_name" content="Coast Herald">
<meta property="article:published_time" content="2024-03-08T07:10:00Z">
<meta name="author" content="Ann Roe"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Harbour strike ends after nine days</h1>
<p>Dock workers voted on Thursday to go back to their cranes, ending a stoppage that had left forty ships
at anchor outside the port.</p>
<p>The vote was close: 412 to 390. “We did not get everything,” said
the chair, <b>Cy Doe</b>. <script>x()</script></p>
<h2>What was agreed</h2><ul><li>Pay rises by four per cent a year.</li><li>Fewer nights</li></ul>
<table><tr><th>Year</th><th>Rise</th></tr><tr><td>2024</td><td>4 %</td></tr></table>
<p>The company said it would publish the text of the agreement next week, after lawyers had read it.</p>
<p>Neither side would say what the nine days had cost the port, or who would pay.</p>
</article><footer><p>Coast Herald, all rights reserved</p></footer></body></html>"""

MARKDOWN = """---
title: Harbour strike ends
author: [Ann Roe, Bo Li]
published: 2024-03-08
source: https://herald.example/strike
---
# Harbour strike ends

Dock *workers* voted on **Thursday** to go back to [their cranes](http://x.example),
a [man](javascript:alert) said.

## What was agreed

- Pay rises
- Fewer nights for `all`

> Nobody should have to strike, <b>the mayor</b> wrote.

![A crane at dawn](crane.jpg)

| Year | Rise |
|------|------|
| 2024 | 4 %  |
"""


def pdf(*pages):
    """Make a small PDF: each page a list of lines in one typeface."""
    shown = [" ".join(f"({line.translate({40: '[', 41: ']'})}) Tj T*" for line in page) for page in pages]
    return _pdf_file([f"BT /F1 10 Tf 12 TL 40 800 Td {lines} ET" for lines in shown])


def pdf_at(*pages):
    """Make a small PDF: each page a list of (x, y, size of the letters, words), in points from the foot."""
    return _pdf_file(
        [
            " ".join(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET" for x, y, size, words in page)
            for page in pages
        ]
    )


PICTURE = """<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8
/Length 1 >>
stream
x
endstream"""


def pdf_drawn(*streams, objects=(PICTURE,), resources="/XObject << /Im1 4 0 R >>", page="", root=""):
    """Make a small PDF of pages given as the operators that draw them; the typeface is F1, a picture Im1.

    Other objects are numbered from 4; the resources, pages and the catalog of the file may name them.
    """
    return _pdf_file(streams, objects, resources, page, root)


def pdf_seen(*rows, is_backward=False):
    """Make a small PDF of one page: of rows (x of their right end, y, size, runs from left to right).

    A run of Arabic or Hebrew is drawn letter by letter from its last one on, as a page shows it; or, as some
    programs draw, the whole row from its right end.
    """
    letters = sorted({letter for *_, words in rows for letter in "".join(words)})
    codes = {letter: f"{code:02X}" for code, letter in enumerate(letters, start=33)}
    shown = [
        "".join(run[::-1] if re.search("[\u05d0-\u05ea\u0620-\u064a]", run) else run for run in row[3])
        for row in rows
    ]
    known = "".join(f"<{code}> <{ord(letter):04X}>\n" for letter, code in codes.items())
    table = f"begincmap\n{len(codes)} beginbfchar\n{known}endbfchar\nendcmap"
    drawn = []
    for (x, y, size, _), words in zip(rows, shown, strict=True):
        left = x - 0.6 * size * (1 if is_backward else len(words))
        shapes = " 1200 ".join(
            f"<{codes[each]}>" for each in reversed(words)
        )  # each back by its width and more
        letters = f"[{shapes}] TJ" if is_backward else f"<{''.join(codes[each] for each in words)}> Tj"
        drawn.append(f"BT /F1 {size} Tf 1 0 0 1 {left} {y} Tm {letters} ET")
    stream = " ".join(drawn)
    objects = [f"<< /Length {len(table)} >>\nstream\n{table}\nendstream"]
    return _pdf_file([stream], objects).replace(b"/WinAnsiEncoding", b"/WinAnsiEncoding /ToUnicode 4 0 R")


def _pdf_file(streams, objects=(), resources="", page="", root=""):
    bodies = [f"<< /Type /Catalog /Pages 2 0 R {root} >>", ""]
    kids = []
    bodies.append("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")
    bodies.extend(objects)
    for stream in streams:
        bodies.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(bodies)} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> {page} >>"
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
    return (
        out
        + f"{head}trailer << /Root 1 0 R /Size {len(bodies) + 1} >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
STYLES = "".join(
    f'<w:style w:styleId="{name.title().replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("title", "heading 1", "heading 2", "caption", "toc 1")
)


def docx(body, *, properties="", **parts):
    """Make a Word document of the XML in its body, its other parts and its properties, without namespaces."""
    parts = {"styles": STYLES, **parts}
    files = {
        "_rels/.rels": _relations(
            (f"{OFFICE}/officeDocument", "word/document.xml"), (CORE, "docProps/core.xml")
        ),
        "word/_rels/document.xml.rels": _relations(
            *((f"{OFFICE}/{name.rstrip('0123456789')}", f"{name}.xml") for name in parts)
        ),
        "word/document.xml": f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": f"<core>{properties}</core>",
    }
    files |= {
        f"word/{name}.xml": f'<w:{name} xmlns:w="{WORDS}">{xml}</w:{name}>' for name, xml in parts.items()
    }
    return zipped(files)


def _relations(*pairs):
    each = "".join(f'<Relationship Type="{kind}" Target="{target}"/>' for kind, target in pairs)
    return f"<Relationships>{each}</Relationships>"


def zipped(files):
    """Make a zip file of texts by their names."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def para(words, style="", more=""):
    """Make a paragraph of a Word document: its words as one run, its style, and further properties."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{more}</w:pPr>{run(words)}</w:p>"


def run(words, properties=""):
    """Make a run of a Word document."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


MAIL = """From: =?utf-8?Q?Ann_Roe_=28Port_Town=29?= <ann@list.example>
To: crew@list.example
Date: Fri, 8 Mar 2024 23:12:41 -0800
Subject: =?utf-8?B?UmU6IEhhcmJvdXIgc3RyaWtlIOKAkyBlbmRz?=
Message-ID: <abc@list.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Dear all,

Dock workers voted on Thursday to go back to their cranes, ending a stopp=
age. The caf=C3=A9 at the pier stays closed.

On Mon, 4 Mar 2024 at 18:02, Bo Li <bo@list.example>
wrote:
> Did anyone see the vote?
> I could not find it.

Best regards,
Ann

--=20
Ann Roe
Harbour desk
"""

TEXT = """date 2024-03-08
Harbour strike ends
By Ann Roe

PORT TOWN, March 8 (Agency One) — Dock workers voted on Thursday to end the strike.
“We did not get everything,” said the chair.
"""

SAMPLES = {
    ".txt": TEXT.encode("utf-16"),
    ".md": MARKDOWN.encode(),
    ".html": PAGE.encode(),
    ".htm": PAGE.replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252"),
    ".docx": docx(para("Harbour strike ends", "Title") + para("Dock workers voted on Thursday.")),
    ".srt": b"1\n00:00:01,000 --> 00:00:04,200\nDock workers voted on Thursday\nto end the strike.\n",
    ".vtt": b"WEBVTT\n\n00:01.000 --> 00:04.200\n<v Ann>Dock workers voted on Thursday.\n",
    ".eml": MAIL.encode(),
    ".pdf": pdf(["Harbour strike ends", "Dock workers voted on Thursday."], ["Nobody would say why."]),
}
"""One file for each ending in the table of formats."""
