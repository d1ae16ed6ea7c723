"""Refit the weights of links to what people decided; print the table, and write it where asked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.linking.fitting import (
    FOLDS,
    LEAST_DECISIONS,
    LEAST_OF_EACH,
    Bin,
    Decision,
    Fit,
    differences,
    fit,
    groups_of,
)
from tracker.linking.weights import WEIGHTS, as_toml
from tracker.models import ActionLink, LinkState


class Command(BaseCommand):
    help = (
        "Refit the weights by which actions are linked with letters to the links that were confirmed and rejected. "
        f"Prints the new table and how well it foretells; needs {LEAST_DECISIONS} decisions, and changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--out", type=Path, metavar="FILE", help="write the table here, for LETTERBOOK_LINK_WEIGHTS"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        decisions = _decisions()
        confirmed = sum(each.confirmed for each in decisions)
        said = (
            f"{len(decisions)} links have been decided ({confirmed} confirmed, {len(decisions) - confirmed} rejected)"
        )
        if len(decisions) < LEAST_DECISIONS:
            missing = LEAST_DECISIONS - len(decisions)
            self.stdout.write(f"{said}; {missing} more are needed. Until then the stated weights hold.")
            return
        least = min(confirmed, len(decisions) - confirmed)
        if least < LEAST_OF_EACH:
            self.stdout.write(f"{said}; at least {LEAST_OF_EACH} of each are needed to tell them apart.")
            return
        if (letters := len({each.letter for each in decisions})) < FOLDS:
            self.stdout.write(f"{said}, on {letters} letters; on {FOLDS} at least, since a letter's links are alike.")
            return
        found = fit(decisions, WEIGHTS)
        self.stdout.write(f"{said}.\n")
        self._report(found)
        if options["out"] is None:
            return
        if not found.is_better:
            raise CommandError("The weights in use foretell better, so nothing was written.")
        try:
            options["out"].write_text(as_toml(found.weights), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{options['out']} cannot be written ({error.strerror}). Give another path.") from error
        self.stdout.write(
            f"\nWritten to {options['out']}. With LETTERBOOK_LINK_WEIGHTS={options['out']} they are used from the next "
            "start; links are scored anew as letters are searched again."
        )

    def _report(self, found: Fit) -> None:
        write = self.stdout.write
        write(f"Log loss in cross-validation: {found.loss_before:.4f} in use, {found.loss_after:.4f} fitted.")
        write(
            "The fitted table foretells better." if found.is_better else "The table in use foretells better: keep it."
        )
        write(f"\n{'weight':24} {'in use':>8} {'fitted':>8}")
        for name, before, after in differences(WEIGHTS, found.weights):
            write(f"{name:24} {before:8.2f} {after:8.2f}")
        for label, bins in (("in use", found.bins_before), ("fitted", found.bins_after)):
            write(
                f"\nCalibration, {label}: by tenths of the chance given\n{'links':>6} {'expected':>9} {'confirmed':>10}"
            )
            for each in bins:
                write(_line(each))


def _line(each: Bin) -> str:
    return f"{each.number:6} {each.expected:9.2f} {each.confirmed:10.2f}"


def _decisions() -> list[Decision]:
    """Return the decided links that a machine had proposed; what a person entered has no evidence to learn from."""
    decided = ActionLink.objects.filter(state__in=(LinkState.CONFIRMED, LinkState.REJECTED)).order_by("pk")
    return [
        Decision(letter, points, state == LinkState.CONFIRMED)
        for letter, state, evidence in decided.values_list("letter_id", "state", "evidence")
        if (points := groups_of(evidence))
    ]
