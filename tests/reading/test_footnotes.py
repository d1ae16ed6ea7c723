"""Notes and the marks that they belong to."""

from tests.reading.test_pdf import PROSE, Typist
from tracker.reading.compose import compose
from tracker.reading.footnotes import find_footnotes
from tracker.reading.segment import segment


def notes_of(typist):
    transcript = compose(typist.pages())
    found = find_footnotes(transcript, segment(transcript))
    for note in found:
        assert transcript.shown(note.span) == note.text
    return transcript, found


def page_with_notes(typist, sentence, marks, notes):
    """A paragraph, a sentence with raised marks behind its words, and the notes under a rule."""
    y = typist.paragraph(100, PROSE) + 12
    x = 72.0
    for word in sentence.split():
        typist.line(x, y, word)
        x += typist.width(word)
        if word in marks:
            typist.line(x, y - 5, marks[word], size=7)
            x += typist.width(marks[word], 7)
        x += 4
    typist.canvas.line(72, 100, 212, 100)
    for row, note in enumerate(notes):
        typist.line(72, 704 + 10 * row, note, size=8)


def test_each_note_is_tied_to_its_mark():
    typist = Typist()
    page_with_notes(
        typist,
        "The mills were promised a rule, and the ports another.",
        {"rule,": "1", "another.": "2"},
        ["1 See the letter of January 5, 2019.", "2 Office of Ports, at 7."],
    )
    transcript, found = notes_of(typist)
    assert [(note.mark, note.text) for note in found] == [
        ("1", "See the letter of January 5, 2019."),
        ("2", "Office of Ports, at 7."),
    ]
    before = [transcript.text[: note.mark_span.start].split()[-1] for note in found]
    assert before == ["rule,", "another."]


def test_a_note_without_a_mark_in_the_text_is_kept():
    typist = Typist()
    page_with_notes(typist, "The mills were promised a rule.", {}, ["1 See the letter of January 5, 2019."])
    _, [note] = notes_of(typist)
    assert (note.mark, note.mark_span) == ("1", None)
