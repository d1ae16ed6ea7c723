"""What a second look takes from the strips that it cuts out, and what it leaves alone."""

from collections.abc import Sequence

import pytest
from PIL import Image, ImageDraw

from tracker.reading.baselines import Seen
from tracker.reading.level import LevelPicture
from tracker.reading.second_look import FRAME, look_again
from tracker.reading.strips import SetWord

DPI = 72
SIZE = 12.0
PROSE = "we write to you about the rule that your agency has put off for so long a time"


def words(*lines: tuple[float, float, str], confidence: float = 0.96) -> list[SetWord]:
    out = []
    for x, y, text in lines:
        for word in text.split():
            out.append(SetWord(word, x, x + 6.0 * len(word), y, SIZE, confidence=confidence))
            x += 6.0 * len(word) + 3
    return out


def paper(*dark: tuple[float, float, float, float]) -> LevelPicture:
    image = Image.new("L", (612, 792), 255)
    for box in dark:
        ImageDraw.Draw(image).rectangle(box, fill=0)
    return LevelPicture(image, 0.0)


class Reader:
    """An engine that reads every strip as the same words."""

    def __init__(self, *texts: tuple[str, float]) -> None:
        self.texts = texts
        self.strips = 0

    def __call__(self, pieces: Sequence[Image.Image]) -> list[list[Seen]]:
        self.strips += len(pieces)
        line, x = [], float(FRAME)
        for text, confidence in self.texts:
            line.append(Seen(text, x, 12, x + 6.0 * len(text), 24, confidence, (1, 1, 1)))
            x += 6.0 * len(text) + 3
        return [line for _ in pieces]


BODY = words((72, 100, PROSE), (72, 114, PROSE), (72, 128, PROSE))
TITLE = words((72, 214, "United States Senator"))
UNDER_INK = (72, 191, 150, 199)  # where a name stands one line above the title


def texts(found: Sequence[SetWord], y: float) -> str:
    line = sorted((word for word in found if abs(word.y - y) < 4), key=lambda word: word.x0)
    return " ".join(word.text for word in line)


def test_a_name_that_was_not_seen_is_read_above_its_title():
    read = Reader(("Grace", 0.9), ("Sample", 0.8))
    found = look_again([*BODY, *TITLE], paper(UNDER_INK), dpi=DPI, read=read)
    assert texts(found, 200) == "Grace Sample"
    assert texts(found, 214) == "United States Senator"


def test_what_has_a_names_shape_needs_little_confidence():
    read = Reader(("Gr#ce", 0.4), ("Sample", 0.1))
    assert texts(look_again([*BODY, *TITLE], paper(UNDER_INK), dpi=DPI, read=read), 200) == "Gr#ce Sample"
    joined = Reader(("Graceful’Sample", 0.1))
    assert texts(look_again([*BODY, *TITLE], paper(UNDER_INK), dpi=DPI, read=joined), 200) == "Graceful’Sample"
    signs = Reader(("Grace", 0.3), ("$ample", 0.1))
    assert texts(look_again([*BODY, *TITLE], paper(UNDER_INK), dpi=DPI, read=signs), 200) == "Grace $ample"


@pytest.mark.parametrize("noise", [[("NVA", 0.3), ("SE", 0.3), ("GEN", 0.4)], [("~~", 0.9)], [("Vi", 0.7)]])
def test_strokes_are_made_into_no_name(noise):
    found = look_again([*BODY, *TITLE], paper(UNDER_INK), dpi=DPI, read=Reader(*noise))
    assert texts(found, 200) == ""


def test_a_torn_name_gives_way_to_a_whole_one_that_is_less_sure():
    torn = [*words((72, 200, "Ch")), *words((108, 200, "Grassley"))]
    read = Reader(("Chuek", 0.7), ("Grassley", 0.7))
    dark = (72, 191, 160, 199)
    assert texts(look_again([*BODY, *torn, *TITLE], paper(dark), dpi=DPI, read=read), 200) == "Chuek Grassley"


def test_a_sure_name_without_ink_is_not_read_again():
    name = words((72, 200, "Grace Sample"))
    read = Reader(("Other", 0.99), ("Words", 0.99))
    found = look_again([*BODY, *name, *TITLE], paper((72, 194, 140, 199)), dpi=DPI, read=read)
    assert texts(found, 200) == "Grace Sample"
    assert read.strips == 0


def test_a_stroke_that_runs_on_behind_a_name_is_left_out():
    read = Reader(("Grace", 0.9), ("Sample", 0.9), ("~/", 0.9), ("Vo", 0.2))
    assert texts(look_again([*BODY, *TITLE], paper(UNDER_INK), dpi=DPI, read=read), 200) == "Grace Sample"


class TwoReader(Reader):
    """An engine that reads the strips as they are cut in one way, and those that are blackened in another."""

    def __init__(self, cut: Sequence[tuple[str, float]], blackened: Sequence[tuple[str, float]]) -> None:
        super().__init__(*cut)
        self.other = Reader(*blackened)
        self.runs = 0

    def __call__(self, pieces: Sequence[Image.Image]) -> list[list[Seen]]:
        self.runs += 1
        half = len(pieces) // 2
        return [*super().__call__(pieces[:half]), *self.other(pieces[half:])]


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        ([("Grace", 0.95), ("Sample", 0.93)], "Grace Sample"),
        ([("Grace", 0.95), ("Semple", 0.6)], "Grace Sampson"),
        # A word that is read surely beside something dark is not the whole line.
        ([("Grace", 0.95)], "Grace Sampson"),
    ],
)
def test_the_other_cut_counts_where_a_line_is_not_read_surely(cut: list[tuple[str, float]], said: str):
    read = TwoReader(cut, [("Grace", 0.99), ("Sampson", 0.99)])
    found = look_again([*BODY, *TITLE], paper((72, 191, 138, 199)), dpi=DPI, read=read)
    assert texts(found, 200) == said
    assert read.runs == 1, "the engine is started once"
