"""Refitting the weights to decisions: monotone, held towards the stated table, and never in use by itself."""

import random
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from tests.factories import NOW, make_letter
from tracker.linking import fitting
from tracker.linking.fitting import Decision, fit, groups_of
from tracker.linking.weights import UnusableWeights, Weights, as_toml, read_weights
from tracker.models import ActionLink, AgencyAction, LinkState

STATED = Weights()


def decisions(number=200, seed=1, *, wording=0.0):
    """Links whose topic tells the answer, and whose wording tells it so far as asked for (negative: the wrong way)."""
    rng = random.Random(seed)
    made = []
    for letter in range(number):
        points = {"agency": 1.5, "topic": rng.uniform(0, 6), "wording": rng.choice([0.0, 1.5]), "time": rng.random()}
        if rng.random() < 0.3:
            points["routine"] = -3.0
        meant = points["topic"] - 3 + wording * points["wording"] + 0.4 * points.get("routine", 0.0)
        made.append(Decision(letter, points, meant + rng.gauss(0, 0.7) > 0))
    return made


def test_what_says_nothing_loses_weight_and_never_turns_round():
    found = fit(decisions(wording=-2.0), STATED)
    assert found.is_better
    assert 0 <= found.weights.wording_run < STATED.wording_run / 2
    assert found.weights.topic_unit > STATED.topic_unit / 2
    assert all(factor >= 0 for factor in found.factors.values())
    assert found.weights.routine <= 0


def test_what_the_table_states_is_kept_when_decisions_agree_with_it():
    rng = random.Random(2)
    made = []
    for letter in range(300):
        points = {"agency": 1.5, "topic": rng.uniform(0, 6), "wording": rng.choice([0.0, 1.5])}
        made.append(Decision(letter, points, rng.random() < 1 / (1 + 2.7 ** (5 - sum(points.values())))))
    found = fit(made, STATED)
    assert found.weights.topic_unit == pytest.approx(STATED.topic_unit, rel=0.25)
    assert found.weights.wording_run == pytest.approx(STATED.wording_run, rel=0.5)
    assert found.weights.statute == STATED.statute


def test_calibration_counts_every_decision_once():
    found = fit(decisions(), STATED)
    for bins in (found.bins_before, found.bins_after):
        assert sum(each.number for each in bins) == 200
        assert [each.expected for each in bins] == sorted(each.expected for each in bins)


def test_a_clean_split_stays_finite():
    made = [Decision(key, {"topic": 5.0 if key % 2 else 1.0}, bool(key % 2)) for key in range(200)]
    found = fit(made, STATED)
    assert 0 < found.weights.topic_unit < 100
    assert found.weights.bar <= found.weights.strong


def test_stored_evidence_is_grouped_and_old_kinds_left_out():
    evidence = [
        {"kind": "topic", "points": 2},
        {"kind": "answers_letter", "points": 10.0},
        {"kind": "gone", "points": 1},
    ]
    assert groups_of([*evidence, {"kind": "topic", "points": 0.5}]) == {"topic": 2.5, "names_letter": 10.0}


def test_every_weight_of_a_group_is_in_the_table():
    for _, weights in fitting.GROUPS.values():
        assert all(hasattr(STATED, name) for name in weights)


def test_a_table_written_is_read_back(tmp_path):
    path = tmp_path / "weights.toml"
    path.write_text(as_toml(replace(STATED, topic_unit=1.5)))
    assert read_weights(path) == replace(STATED, topic_unit=1.5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("topic_unit = ", "not TOML"),
        ("topics = 1", "no weight 'topics'"),
        ("topic_unit = 'much'", "must be a number"),
        ("topic_unit = nan", "must be a number"),
        ("topic_unit = true", "must be a number"),
        ("topic_unit = -1", "0 or more"),
        ("routine = 1", "0 or less"),
        ("at_most = 1.5", "whole number"),
        ("time_half_life_months = 0", "more than 0"),
        ("bar = 9.0\nstrong = 8.0", "not above strong"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(tmp_path, text, words):
    path = tmp_path / "weights.toml"
    path.write_text(text)
    with pytest.raises(UnusableWeights, match=words):
        read_weights(path)


def test_a_table_that_is_not_there_says_so(tmp_path):
    with pytest.raises(UnusableWeights, match="cannot be read"):
        read_weights(tmp_path / "none.toml")


@pytest.mark.django_db
def test_with_too_few_decisions_it_says_how_many_are_missing(capsys):
    call_command("fit_weights")
    assert "150 more are needed" in capsys.readouterr().out


@pytest.mark.django_db
def test_it_prints_the_table_and_writes_only_where_asked(tmp_path, capsys):
    letters = [make_letter() for _ in range(6)]
    for number, each in enumerate(decisions(wording=-2.0)):
        action = AgencyAction.objects.create(kind="rule", title=f"Rule {number}", synced_at=NOW)
        ActionLink.objects.create(
            letter=letters[number % 6],
            action=action,
            relation="same_subject",
            state=LinkState.CONFIRMED if each.confirmed else LinkState.REJECTED,
            evidence=[{"kind": kind, "points": points} for kind, points in each.points.items()],
            proposed_at=NOW,
        )
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("fit_weights", out=tmp_path / "no" / "folder.toml")
    path = tmp_path / "weights.toml"
    call_command("fit_weights", out=path)
    assert "Calibration, fitted" in capsys.readouterr().out
    assert read_weights(path).wording_run < STATED.wording_run
