"""What the words that an engine saw on one line are taken for."""

from dataclasses import replace

import pytest

from tracker.reading.baselines import Seen, with_pronouns


def line(text: str, *, tall: dict[int, float] | None = None) -> list[Seen]:
    seen, x = [], 0.0
    for index, word in enumerate(text.split()):
        height = (tall or {}).get(index, 30.0)
        seen.append(Seen(word, x, 100 - height, x + 14 * len(word), 100, 0.9, (1, 1, 1)))
        x += 14 * len(word) + 10
    return seen


def text_of(seen: list[Seen]) -> str:
    return " ".join(word.text for word in with_pronouns(seen))


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("Therefore, | request a meeting", "Therefore, I request a meeting"),
        ("Samuel Bodman stated that “|", "Samuel Bodman stated that “I"),
        ("you stated: “lI would hope so", "you stated: “I would hope so"),
        ("and |'m sure that it helps", "and I'm sure that it helps"),
        ("the members whom l, too, know well", "the members whom I, too, know well"),
    ],
)
def test_an_upright_stroke_among_prose_is_i(seen: str, said: str) -> None:
    assert text_of(line(seen)) == said


def test_the_bracket_around_a_changed_letter_is_no_stroke() -> None:
    def read(text: str, confidence: float) -> str:
        return text_of([replace(word, confidence=confidence) for word in line(text)])

    assert read("it says that “l[elach State shall do so", 0.5) == "it says that “[e]ach State shall do so"
    assert read("it says that “[elach State shall do so", 0.95) == "it says that “[elach State shall do so"
    assert read("it says that [also the Board] shall do so", 0.5) == "it says that [also the Board] shall do so"


@pytest.mark.parametrize(
    "seen", ["Phone 202-224-2921 | Fax Number Here", "| one", "Washington Office | Portland Office"]
)
def test_a_stroke_between_columns_or_alone_is_none(seen: str) -> None:
    assert text_of(line(seen)) == seen


def test_a_rule_that_is_taller_than_the_line_is_none() -> None:
    assert text_of(line("the rule | stands beside it", tall={2: 90.0})) == "the rule | stands beside it"
