"""Dividing a total into whole parts that add up to it exactly."""

from collections.abc import Sequence


def spread(total: int, weights: Sequence[float], ceilings: Sequence[int] | None = None) -> list[int]:
    """`total` divided in proportion to `weights` by largest remainder; no part above its ceiling.

    Parts with equal remainders are served in order, so the result is the same every time.
    `ValueError` where the ceilings, or weights that are all zero, leave no room for the total.
    """
    parts = [0] * len(weights)
    limits = list(ceilings) if ceilings is not None else [total] * len(weights)
    rest = total
    while rest > 0:
        open_places = [i for i, weight in enumerate(weights) if weight > 0 and parts[i] < limits[i]]
        if not open_places:
            raise ValueError(f"{total} does not fit: {rest} would be left over.")
        whole = sum(weights[i] for i in open_places)
        shares = {i: rest * weights[i] / whole for i in open_places}
        wanted = {i: int(share) for i, share in shares.items()}
        by_remainder = sorted(open_places, key=lambda i: (wanted[i] - shares[i], i))
        for i in by_remainder[: rest - sum(wanted.values())]:
            wanted[i] += 1
        for i, part in wanted.items():
            taken = min(part, limits[i] - parts[i])
            parts[i] += taken
            rest -= taken
    return parts
