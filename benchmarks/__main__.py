"""`python -m benchmarks [NAME…]`: run the benchmarks and print each against its peer."""

import importlib
import sys
from collections.abc import Iterable
from typing import cast

from benchmarks.result import Result

NAMES = ("importing", "posting", "rollup", "report", "deadline_day", "live_view")


def main(names: list[str]) -> int:
    """Runs the named benchmarks, or all; 2 for a name that does not exist."""
    if unknown := set(names) - set(NAMES):
        print(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    print(f"{'benchmark':44} {'ours':>10} {'rate':>18}   {'peer':34} {'peer time':>10} {'ratio':>8}")
    for name in names or NAMES:
        module = importlib.import_module(f"benchmarks.{name}")
        for result in cast("Iterable[Result]", module.run()):
            rate = f"{result.work / result.ours_seconds:,.0f} {result.unit}/s"
            print(
                f"{result.name:44} {result.ours_seconds:9.3f}s {rate:>18}   {result.peer:34}"
                f" {result.peer_seconds:9.3f}s {result.ratio:7.1f}x",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
