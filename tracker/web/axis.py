"""Dates on one axis, to scale: where each mark stands, which long gaps are cut short, and what the ticks say.

Pure geometry in the units of an SVG's view box, for one width; a narrow drawing is another call. A gap is cut only
where marks would otherwise lie on each other, the longest first, and each cut says how long the gap is.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.web.wording import date_words, days_between

__all__ = ["Axis", "Break", "Dated", "Mark", "Tick", "axis"]

_MARGIN = 14.0
_RADIUS = 10.0
_LANE = 2 * _RADIUS + 3
_MOST_LANES = 4
_BREAK = 62.0
_MOST_BREAKS = 3
_LABEL = 46.0  # the width that a tick's label is given


@dataclass(frozen=True, slots=True)
class Dated:
    """What is to be drawn: the number that it has in the list, its kind, its date, and what it is called."""

    number: int
    kind: str
    date: datetime.date
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """`more` is how many marks this one stands for that found no room; 0 for a mark of its own."""

    number: int
    kind: str
    label: str
    x: str
    y: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """A gap that is cut short, with its length in words."""

    start: str
    middle: str
    end: str
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """`stretches` are the parts of the line that are to scale, from and to; `base` is the line's height."""

    width: int
    height: int
    base: int
    marks: tuple[Mark, ...]
    stretches: tuple[tuple[str, str], ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[Break, ...]
    first: str
    last: str

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


def axis(points: Sequence[Dated], *, width: int) -> Axis | None:
    """Return the drawing of the points, whatever their order; None when they don't span a day."""
    days = sorted({point.date for point in points})
    if len(days) < 2:
        return None
    inner = width - 2 * _MARGIN
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    broken = _broken(gaps, inner)
    scale = (inner - _BREAK * len(broken)) / sum(gap for at, gap in enumerate(gaps) if at not in broken)
    places = [_MARGIN]
    for at, gap in enumerate(gaps):
        places.append(places[-1] + (_BREAK if at in broken else gap * scale))
    where = dict(zip(days, places, strict=True))
    lanes, marks = _placed(points, where)
    base = int(_RADIUS + 4 + lanes * _LANE)
    stretches, start = [], 0
    for at in [*sorted(broken), len(days) - 1]:
        stretches.append((start, at))
        start = at + 1
    ticks = [tick for first, last in stretches for tick in _ticks(days[first], days[last], where, scale)]
    return Axis(
        width=width,
        height=base + 44,
        base=base,
        marks=tuple(
            Mark(point.number, point.kind, _label(point, more), _n(x), _n(base - 6 - _RADIUS - lane * _LANE), more)
            for point, x, lane, more in marks
        ),
        stretches=tuple((_n(places[first]), _n(places[last])) for first, last in stretches),
        ticks=tuple(ticks),
        breaks=tuple(
            Break(
                _n(places[at]),
                _n((places[at] + places[at + 1]) / 2),
                _n(places[at + 1]),
                # Gaps stand side by side, so they are told in one unit, and shortly.
                days_between(days[at], days[at + 1], most_days=365),
            )
            for at in sorted(broken)
        ),
        first=date_words(days[0]),
        last=date_words(days[-1]),
    )


def _broken(gaps: Sequence[int], inner: float) -> set[int]:
    """Return which gaps are cut: the longest, as long as it fills a third of the line and the shortest has no room."""
    broken: set[int] = set()
    while len(broken) < _MOST_BREAKS and inner > _BREAK * (len(broken) + 2):
        whole = {at: gap for at, gap in enumerate(gaps) if at not in broken}
        total = sum(whole.values())
        longest = max(whole, key=lambda at: whole[at])
        shortest = min(whole.values()) * (inner - _BREAK * len(broken)) / total
        if len(whole) < 2 or shortest >= 2 * _RADIUS or whole[longest] * 3 < total:
            break
        broken.add(longest)
    return broken


def _placed(
    points: Sequence[Dated], where: dict[datetime.date, float]
) -> tuple[int, list[tuple[Dated, float, int, int]]]:
    """Return how many lanes are used, and each mark with its place; what finds no lane is counted in one on top."""
    ends: list[float] = []
    placed: list[tuple[Dated, float, int, int]] = []
    crowd: list[tuple[Dated, float, int]] = []
    for point in sorted(points, key=lambda point: (point.date, point.number)):
        x = where[point.date]
        lane = next((lane for lane, end in enumerate(ends) if end <= x), len(ends))
        if lane < _MOST_LANES:
            ends[lane : lane + 1] = [x + _LANE]
            placed.append((point, x, lane, 0))
        elif crowd and crowd[-1][1] + 2 * _LANE > x:
            crowd[-1] = (*crowd[-1][:2], crowd[-1][2] + 1)
        else:
            crowd.append((point, x, 1))
    placed += [(point, x, _MOST_LANES, more) for point, x, more in crowd]
    return max(lane for _, _, lane, _ in placed) + 1, placed


def _ticks(first: datetime.date, last: datetime.date, where: dict[datetime.date, float], scale: float) -> list[Tick]:
    """Return the ticks of one stretch: as many months apart as leaves room for their labels."""
    step = next((months for months in (1, 3, 6, 12, 24, 60, 120) if months * 30.4 * scale >= _LABEL), 240)
    found: list[Tick] = []
    years = range(first.year, last.year + 1)
    for year in years:
        if step > 12 and year % (step // 12):
            continue
        for month in range(1, 13, min(step, 12)):
            day = datetime.date(year, month, 1)
            x = where[first] + (day - first).days * scale
            if first <= day <= last:
                # The first tick says its year, whatever its month.
                month_words = f"{day:%b}" if found else f"{day:%b} {year}"
                found.append(Tick(_n(x), str(year) if month == 1 else month_words))
    return found


def _label(point: Dated, more: int) -> str:
    if more:
        return f"From {date_words(point.date)} on: {more} more"
    return f"{date_words(point.date)}: {point.title}"


def _n(value: float) -> str:
    """Write a number with a point, whatever the locale."""
    return f"{value:.1f}"
