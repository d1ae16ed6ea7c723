"""The form in which readings are exchanged."""

import datetime

from tracker.management.reading_form import reading_form
from tracker.reading.layout import Box, Line, Page, Word
from tracker.reading.reader import read_pages


def page(*texts: str) -> Page:
    lines = []
    for row, text in enumerate(texts):
        words, x, y = [], 72.0, 90.0 + 14 * row
        for word in text.split():
            words.append(Word(word, Box(x, y, x + 5.5 * len(word), y + 12), 12))
            x += 5.5 * len(word) + 4
        lines.append(Line(tuple(words), Box(72, y, x, y + 12), block=row))
    return Page(1, 612, 792, tuple(lines))


def test_a_list_of_parts_is_one_citation_and_another_title_begins_another() -> None:
    reading = read_pages(
        [
            page(
                "June 3, 2021",
                "Dear Secretary Roe:",
                "The rules at 15 CFR Parts 730, 744 and 772, and 45 CFR 160, are in force, we write.",
                "Sincerely,",
            )
        ]
    )
    assert reading.date == datetime.date(2021, 6, 3)
    cited = reading_form("x.pdf", reading, None, {})["citations"]
    assert [row["text"] for row in cited] == ["15 CFR Parts 730, 744 and 772", "45 CFR 160"]
    assert cited[0]["normalized"] == "15 CFR 730; 15 CFR 744; 15 CFR 772"
    assert len(reading.citations) == 4
