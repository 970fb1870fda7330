"""Sparklines: a row of values becomes the paths of a small SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 104, 30


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Paths in a box of 104 by 30. `last_x` and `last_y` are where the last reported value stands."""

    line: str
    area: str
    last_x: str
    last_y: str


def sparkline(values: Sequence[Decimal | None]) -> Sparkline | None:
    """The line through the reported values, each at its own place in time; None where there are fewer than two."""
    known = [(place, float(value)) for place, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return None
    low, high = min(value for _place, value in known), max(value for _place, value in known)
    points = [
        (place * WIDTH / (len(values) - 1), HEIGHT - 3 - (value - low) / ((high - low) or 1) * (HEIGHT - 7))
        for place, value in known
    ]
    line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    area = f"{line}L{points[-1][0]:.1f} {HEIGHT}L{points[0][0]:.1f} {HEIGHT}Z"
    return Sparkline(line, area, f"{points[-1][0]:.1f}", f"{points[-1][1]:.1f}")
