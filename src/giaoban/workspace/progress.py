"""A progress bar on the terminal for work that takes more than a moment; silent where nobody looks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def told(what: str) -> Iterator[Callable[[int, int], None]]:
    """Gives a function that is told how many steps of how many are done; the bar goes to standard error."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    if not console.is_terminal:
        console.print(f"{what} …", highlight=False, soft_wrap=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def step(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        yield step
