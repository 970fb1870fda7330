"""One line of a benchmark: our time and the peer's for the same work."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """`work` items of `unit` were done in `ours_seconds` by us and in `peer_seconds` by `peer`, in one run."""

    name: str
    ours_seconds: float
    peer: str
    peer_seconds: float
    work: int
    unit: str

    @property
    def ratio(self) -> float:
        """How many times faster than the peer we are."""
        return self.peer_seconds / self.ours_seconds


def seconds(act: Callable[[], object], *, rounds: int = 1) -> float:
    """The best of `rounds` runs of `act`, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
    return best
