"""A page's operators, read fast: what a content stream says, in the order in which it says it.

pdfminer's own parser takes a stream apart a token at a time, with several calls for each, and that is most of what it
costs to read a letter. Nearly all that letters contain are a few plain forms ("1 0 0 1 72 700 Tm", "(We write) Tj",
"[(W) 80 (e)] TJ"); each of those is one match of one expression here. Whatever has another form (an inline image, a
comment, a string of deep parentheses, what is malformed) is left to pdfminer's parser, one operator at a time, so that
everything is read as pdfminer reads it.
"""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import LIT, PSKeyword, PSLiteral, keyword_name

__all__ = ["SwiftInterpreter"]

# Every repetition is possessive, so that a stream is passed over once, whatever it is.
_PIECES = {
    b"regular": rb"[^#/%\[\]()<>{}\s]",
    # Numbers of more figures are nobody's coordinates, and might overflow.
    b"number": rb"[-+]?+(?:[0-9]{1,15}+(?:\.[0-9]{0,15}+)?+|\.[0-9]{1,15}+)(?![0-9.])",
    b"string": rb"(?:\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)|<[0-9A-Fa-f\s]*+>)",
}
_STATEMENT = re.compile(
    rb"""
    \s*+ (?:
        ( (?: %(number)s \s++ )*+ ) ( [A-Za-z] %(regular)s*+ )              # 1, 2: numbers, and an operator
    |   ( %(string)s ) \s*+ Tj (?! %(regular)s )                            # 3: a string to show
    |   \[ ( (?: \s++ | %(number)s | %(string)s )*+ ) \] \s*+ TJ (?! %(regular)s )  # 4: strings, ways between them
    |   / ( %(regular)s*+ ) \s++ (?: ( %(number)s ) \s++ )?+ ( [A-Za-z] %(regular)s*+ )  # 5, 6, 7: a name, a number
    |   / %(regular)s*+ \s*+ (?: / %(regular)s*+ | << [^<>(){}%%]*+ >> ) \s*+ BDC (?! %(regular)s )  # structure
    )
    """
    % _PIECES,
    re.DOTALL | re.VERBOSE,
)
_ITEM = re.compile(rb"%(string)s | %(number)s" % _PIECES, re.DOTALL | re.VERBOSE)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}

_Operator = tuple[Callable[..., object], int]


class SwiftInterpreter(PDFPageInterpreter):
    """pdfminer's interpreter, which does what the operators say, with a parser that is quick at the usual ones."""

    def execute(self, streams: Sequence[object]) -> None:
        """Do what `streams` say, one after another, as one stream (ISO 32000-1, 7.8.2).

        What was drawn before a stream that cannot be unpacked is drawn all the same; then the fault is raised.
        """
        pieces: list[bytes] = []
        fault: Exception | None = None
        for stream in self._own_streams(streams):
            try:
                pieces.append(stream.get_data())
            except Exception as error:  # whatever a broken filter makes Python raise
                fault = error
                break
        data = b"\n".join(pieces)
        pieces.clear()
        self._follow(data)
        if fault is not None:
            raise fault

    def _own_streams(self, streams: Sequence[object]) -> list[PDFStream]:
        """Return the streams without those that are being executed already: a form that draws itself has no end."""
        self.stream_ids.clear()
        own = []
        for one in streams:
            stream = stream_value(one)
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                own.append(stream)
                self.stream_ids.add(stream.objid)
        return own

    def _follow(self, data: bytes) -> None:
        statement, operators, show = _STATEMENT.match, _OPERATORS, self.do_TJ
        at, end = 0, len(data)
        slow: _Parser | None = None
        while at < end:
            match = statement(data, at)
            form = match.lastindex if match else 0
            if match is None:
                pass
            elif form == 2:
                operator = operators.get(match[2])
                values = _numbers(match[1].split()) if operator is not None else None
                if operator is not None and values is not None:
                    if len(values) == operator[1]:
                        operator[0](self, *values)
                    else:
                        self.argstack.extend(values)
                        self._perform(operator)
                    at = match.end()
                    continue
            elif form == 3:
                text = _text(match[3])
                if text is not None:
                    show((text,))
                    at = match.end()
                    continue
            elif form == 4:
                items = _items(match[4])
                if items is not None:
                    show(items)
                    at = match.end()
                    continue
            elif form == 7:
                operator = operators.get(match[7])
                numbers = _numbers([match[6]] if match[6] is not None else [])
                if operator is not None and numbers is not None:
                    operands: list[Any] = [_name(match[5]), *numbers]
                    if len(operands) == operator[1]:
                        operator[0](self, *operands)
                    else:
                        self.argstack.extend(operands)
                        self._perform(operator)
                    at = match.end()
                    continue
            else:
                at = match.end()
                continue
            slow = slow or _Parser(data)
            at = self._one_operator(slow, at)

    def _one_operator(self, parser: "_Parser", at: int) -> int:
        """Let pdfminer parse up to the next operator, and do it; return where to go on."""
        parser.seek(at)
        while True:
            try:
                _, thing = parser.nextobject()
            except PSEOF:
                return len(parser.data)
            if not isinstance(thing, PSKeyword):
                self.argstack.append(thing)
                continue
            name = keyword_name(thing).encode()  # without what is not UTF-8 in it
            if name == b"EI":
                self._perform((PDFPageInterpreter.do_EI, 1))
            elif name in _OPERATORS:
                self._perform(_OPERATORS[name])
            if not parser.results:
                return parser.bufpos + parser.charpos

    def _perform(self, operator: _Operator) -> None:
        """Call an operator with what lies on top of the stack; one that finds too little there does nothing."""
        method, count = operator
        if not count:
            method(self)
            return
        operands = self.argstack[-count:]
        del self.argstack[-count:]
        if len(operands) == count:
            method(self, *operands)

    def do_TJ(self, seq: Any) -> None:
        """Show strings. pdfminer copies the graphics state each time, for devices that keep it; ours does not."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)


class _Parser(PDFContentParser):
    """pdfminer's parser of content streams, over bytes, that can be set to any place in them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._file = BytesIO(data)
        super().__init__(())

    def seek(self, pos: int) -> None:
        self.fp = self._file
        super().seek(pos)

    def fillfp(self) -> bool:
        if not self.fp:
            raise PSEOF("Unexpected EOF")
        return False


def _operators() -> dict[bytes, _Operator]:
    """Return each operator's method and how many operands it takes, as pdfminer's interpreter names and counts them.

    Those of inline images are left out: only a parser knows where one ends.
    """
    known: dict[bytes, _Operator] = {}
    for name in dir(SwiftInterpreter):
        if name.startswith("do_"):
            method = getattr(SwiftInterpreter, name)
            written = name[3:].replace("_a", "*").replace("_w", '"').replace("_q", "'")
            known[written.encode()] = method, method.__code__.co_argcount - 1
    return {name: operator for name, operator in known.items() if name not in (b"BI", b"ID", b"EI")}


def _numbers(written: list[bytes]) -> list[float] | None:
    """Return numbers as written; None when one is none.

    Before CPython 3.11.5 a possessive group can keep what its last, failed round took: "." of "1 .d" (gh-106052).
    """
    try:
        return list(map(float, written))
    except ValueError:
        return None


def _name(raw: bytes) -> PSLiteral:
    try:
        return LIT(raw.decode())
    except UnicodeDecodeError:
        return LIT(raw)


def _items(raw: bytes) -> list[bytes | float] | None:
    """Return the strings and numbers of an array; None when one of them is left to pdfminer."""
    items: list[bytes | float] = []
    for item in _ITEM.findall(raw):
        if item[0] in b"(<":
            text = _text(item)
            if text is None:
                return None
            items.append(text)
        else:
            items.append(float(item))
    return items


def _text(raw: bytes) -> bytes | None:
    """Return the characters of a string as written, "(…)" or "<…>"; None when it is left to pdfminer."""
    if raw[0] == 40:  # "("
        inner = raw[1:-1]
        if b"\\" not in inner:
            return inner
        try:
            return _ESCAPE.sub(_unescaped, inner)
        except ValueError:  # a character beyond the last
            return None
    try:
        return bytes.fromhex(raw[1:-1].decode("ascii"))
    except ValueError:  # an odd number of figures
        return None


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code[0] in b"01234567":
        return bytes((int(code, 8),))
    return _ESCAPED.get(code, b"")


_OPERATORS = _operators()
