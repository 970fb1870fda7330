"""From what each unit stated to the figure of every unit, in two passes over the tree in preorder.

A unit's statement counts where it is its own work, or where nobody below it said anything: then the figure of a unit
is the sum of the statements that count in its subtree, which in preorder is the difference of two prefix sums.
"""

from dataclasses import dataclass

import numpy as np

from giaoban.analysis.facts import Flags, Values, Whole
from giaoban.analysis.statements import Statements


@dataclass(frozen=True, slots=True)
class Slopes:
    """The shape of the tree and of the adding: `last` by node; `own_work` by node and series; `added` by series."""

    last: Whole
    own_work: Flags
    added: Flags


@dataclass(frozen=True, slots=True)
class Column:
    """By node and series: the figure, whether there is one, whether an estimate is in it."""

    values: Values
    known: Flags
    early: Flags


def counting(statements: Statements, slopes: Slopes) -> Flags:
    """By node and series: whether the statement counts in the figures of the units above."""
    return _counts(statements, slopes, _prefix(statements.said))


def cascade(statements: Statements, slopes: Slopes) -> Column:
    """The figures of every unit; of a series that is not added, each unit's own statement."""
    spoke = _prefix(statements.said)
    counts = _counts(statements, slopes, spoke)
    values = subtree_sums(np.where(counts, statements.values, 0), slopes.last)
    known: Flags = spoke[slopes.last] > spoke[:-1]
    early = statements.early
    if early.any():
        early = subtree_sums(early & counts, slopes.last) > 0
    if slopes.added.all():
        return Column(values, known, early)
    return Column(
        np.where(slopes.added, values, statements.values),
        np.where(slopes.added, known, statements.said),
        np.where(slopes.added, early, statements.early),
    )


def _counts(statements: Statements, slopes: Slopes, spoke: Whole) -> Flags:
    """`spoke` is the prefix sum of who said anything: the same before and after a stretch means nobody in it."""
    nobody_below = spoke[slopes.last] == spoke[1:]
    counts: Flags = statements.said & (slopes.own_work | nobody_below)
    return counts


def subtree_sums(values: Values, last: Whole) -> Values:
    """For every node the sum over itself and everything below it."""
    before = _prefix(values)
    sums: Values = before[last] - before[:-1]
    return sums


def _prefix(values: Values) -> Values:
    """One row more than `values`: row i holds the sum of the rows before i."""
    kind = np.int64 if values.dtype == np.bool_ else values.dtype
    sums = np.zeros((values.shape[0] + 1, values.shape[1]), dtype=kind)
    np.cumsum(values, axis=0, out=sums[1:])
    return sums
