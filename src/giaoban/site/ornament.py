"""The ornament of the hero: the face of a Đông Sơn bronze drum, drawn from its geometry."""

from collections.abc import Iterator
from math import cos, pi, sin

MIDDLE = 300
RINGS = (262, 254, 214, 206, 168, 160, 118, 112)
STRONG_RINGS = frozenset((262, 214, 168, 118))
RAYS, DOTS, TEETH, BIRDS = 14, 60, 72, 18
BIRD = "M286 166c6-9 14-11 22-9l12-4-8 8c-4 6-9 8-15 8l-9 7 2-8z"
"""A lạc bird in flight, at the top of its ring."""


def _at(radius: float, angle: float) -> str:
    """A point at a clockwise angle from the top, in radians."""
    return f"{MIDDLE + radius * sin(angle):.1f} {MIDDLE - radius * cos(angle):.1f}"


def _circle(point: str, radius: float, more: str) -> str:
    x, y = point.split()
    return f'<circle cx="{x}" cy="{y}" r="{radius:g}" {more}/>'


def _parts() -> Iterator[str]:
    for ring in RINGS:
        yield _circle(f"{MIDDLE} {MIDDLE}", ring, f'stroke-width="{2 if ring in STRONG_RINGS else 1.2}"')
    star = "L".join(_at(38 if point % 2 else 104, pi * point / RAYS) for point in range(2 * RAYS))
    yield f'<path d="M{star}Z" fill="#fff" fill-opacity=".55" stroke="none"/>'
    for dot in range(DOTS):
        point = _at(234, 2 * pi * dot / DOTS)
        yield _circle(point, 7, 'stroke-width="1.6"') + _circle(point, 1.8, 'fill="#fff" stroke="none"')
    for tooth in range(TEETH):
        start = 2 * pi * tooth / TEETH
        points = (_at(172, start), _at(202, start + pi / TEETH), _at(172, start + 2 * pi / TEETH))
        yield f'<path d="M{"L".join(points)}" stroke-width="1.4"/>'
    for bird in range(BIRDS):
        turn = bird * 360 // BIRDS
        yield f'<path transform="rotate({turn} 300 300)" d="{BIRD}" fill="#fff" fill-opacity=".6" stroke="none"/>'


def drum() -> str:
    """The drum as an SVG file of 600 by 600, in white; it lies in `static/giaoban/drum.svg`."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" fill="none" stroke="#fff">'
        + "".join(_parts())
        + "</svg>\n"
    )
