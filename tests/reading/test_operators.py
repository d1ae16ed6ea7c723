"""The quick parser does what pdfminer's own does, whatever a stream says."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

from tracker.reading.operators import SwiftInterpreter

FONT = {"Type": LIT("Font"), "Subtype": LIT("Type1"), "BaseFont": LIT("Helvetica")}


class Recorder(PDFDevice):
    """Writes down all that it is told to draw, and where."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.drawn: list[Any] = []

    def render_string(self, textstate, seq, ncs, graphicstate):
        state = (textstate.matrix, textstate.linematrix, textstate.fontsize, textstate.charspace, textstate.wordspace)
        more = (textstate.scaling, textstate.render, textstate.rise, repr(textstate.font))
        colour = (ncs.name, graphicstate.ncolor, graphicstate.linewidth)
        self.drawn.append(("text", self.ctm, state, more, colour, list(seq)))

    def paint_path(self, graphicstate, stroke, fill, evenodd, path):
        self.drawn.append(("path", self.ctm, stroke, fill, evenodd, list(path)))

    def render_image(self, name, stream):
        self.drawn.append(("image", self.ctm, stream.attrs, stream.get_rawdata()))


def drawn_by(kind: type[PDFPageInterpreter], *contents: bytes) -> list[Any]:
    """Return all that an interpreter of this kind draws of a page whose streams are `contents`."""
    resources = PDFResourceManager()
    device = Recorder(resources)
    streams = []
    for number, content in enumerate(contents, start=1):
        stream = PDFStream({}, content)
        stream.set_objid(number, 0)
        streams.append(stream)
    try:
        kind(resources, device).render_contents({"Font": {"F1": FONT}}, streams)
    except Exception as error:
        device.drawn.append(type(error))
    return device.drawn


ORDINARY = [
    b"BT /F1 12 Tf 1 0 0 1 72 700.5 Tm (We write) Tj ET",
    b"BT 14 TL /F1 -9.5 Tf (a\\(b\\)c\\\\ \\101\\7z) Tj T* (next) Tj ET",
    b"[(W) 80 (e) -20.5 (w\\\nrite)] TJ",
    b"[ <0048> -3 <00 49>(x)]TJ",
    b"<48656c6C6f>Tj",
    b"(with (inner) marks) Tj",
    b"q 0.5 0 0 .5 10 -20 cm 0 0 m 100 0 l S Q",
    b"10 20 30 40 re f*",
    b"/P <</MCID 0>> BDC (tagged) Tj EMC",
    b"/OC /MC0 BDC EMC /Span BMC",
    b"1 0 0 rg /DeviceRGB cs 0 1 0 scn .5 g 3 w 2 Tr 5 Ts 90 Tz 1 Tc 2 Tw",
    b"(moved) ' 1 2 (both) \"",
    b"0 -14 Td 3 4 TD",
    b"BI /W 2 /H 1 /BPC 8 /CS /G ID ab\nEI (after) Tj",
]
ODD = [
    b"% a comment (with) Tj\n",
    b"(deep (deeper (deepest))) Tj",
    b"(\\777) Tj",
    b"<486> Tj",
    b"<48 6> Tj",
    b"[(a) [(b)] 3] TJ",
    b"[(a) /name true null] TJ",
    b"[(never closed) 3",
    b"(never closed",
    b"<< /a 1 >> ] >>",
    b"<< /odd >>",
    b"/F#31 12 Tf",
    b"/Unknown 12 Tf",
    b"/F1 Tf",
    b"12 Tf (short) Tj",
    b"Tj 5 Tj (x) 5 Tj",
    b"1 2 3 Td 4 Td --5 0 Td 1.2.3 4 Td +7 -.5 Td",
    b"99999999999999999999999999 1 Td",
    b"5 unknown true false null xx",
    b"{ 1 2 add }",
    b"\x00 \xff (\xe9\xff) Tj",
    b"T*T*BT/F1 9 Tf(a)Tj[(b)]TJ",
    b"Tjx (a)Tjx [(a)]TJx /F1 9 Tfx",
    b". - + 1. Tc .5 Tw",
    b"> < / ( ) [ ]",
]


@pytest.mark.parametrize("content", [*ORDINARY, *ODD])
def test_each_form_is_done_as_pdfminer_does_it(content):
    content = b"BT /F1 10 Tf " + content + b"\n(then) Tj"
    assert drawn_by(SwiftInterpreter, content) == drawn_by(PDFPageInterpreter, content)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*ORDINARY, *ODD[:-1]]), max_size=12), st.sampled_from([b" ", b"\n", b"\r\n\t"]))
def test_forms_in_any_order(pieces, between):
    content = between.join([b"/F1 10 Tf", *pieces])
    assert drawn_by(SwiftInterpreter, content) == drawn_by(PDFPageInterpreter, content)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60), st.text("()<>[]/%\\ 0123456789.-TjJdmBIDE\n", max_size=80))
@example(b"", ".d")
@example(b"", "1 .d 12 -w")
def test_anything_at_all(raw, likely):
    for content in (raw, likely.encode(), b"/F1 9 Tf (a) Tj " + likely.encode() + b" (b) Tj " + raw):
        assert drawn_by(SwiftInterpreter, content) == drawn_by(PDFPageInterpreter, content)


def test_an_operator_may_follow_in_another_stream():
    parts = (b"/F1 9 Tf 72 700", b"Td (We", b"write) Tj [(a)", b"(b)] TJ")
    assert drawn_by(SwiftInterpreter, *parts) == drawn_by(PDFPageInterpreter, *parts)
    assert len(drawn_by(SwiftInterpreter, *parts)) == 2


def test_what_comes_before_a_broken_stream_is_drawn():
    resources = PDFResourceManager()
    device = Recorder(resources)
    good, bad = PDFStream({}, b"/F1 9 Tf (kept) Tj"), PDFStream({"Filter": LIT("Unheard")}, b"x")
    good.set_objid(1, 0)
    bad.set_objid(2, 0)
    with pytest.raises(Exception, match="Unheard"):
        SwiftInterpreter(resources, device).render_contents({"Font": {"F1": FONT}}, [good, bad])
    assert device.drawn[0][-1] == [b"kept"]
