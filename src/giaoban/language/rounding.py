"""The one place where numbers are rounded: half-up, that is, a half goes away from zero, on both sides of it."""

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

_EXACT = Context(prec=200, rounding=ROUND_HALF_UP)
"""Wide enough that only the asked rounding ever happens; Python's default of 28 digits would round twice."""
_STEPS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(20))


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """`value` with exactly `decimals` (0 to 19) digits after the mark; zero never keeps a minus sign.

    Raises `ValueError` for infinities, not-a-numbers and numbers of more than 180 digits.
    """
    try:
        rounded = value.quantize(_STEPS[decimals], context=_EXACT)
    except InvalidOperation:
        raise ValueError(f"{value} cannot be rounded: it is not a number of at most 180 digits.") from None
    return rounded or rounded.copy_abs()


def percent(part: Decimal, whole: Decimal, decimals: int = 2) -> Decimal | None:
    """`part` in hundredths of `whole`, rounded half-up once from the exact quotient; None where `whole` is zero."""
    if not whole:
        return None
    part_above, part_below = part.as_integer_ratio()
    whole_above, whole_below = whole.as_integer_ratio()
    above = part_above * whole_below * 100 * 10**decimals
    below = part_below * whole_above
    magnitude = (2 * abs(above) + abs(below)) // (2 * abs(below))
    steps = magnitude if (above < 0) == (below < 0) else -magnitude
    return Decimal(steps).scaleb(-decimals, context=_EXACT)
