"""What was done to submissions is append-only."""

from giaoban.figures.guards import REFUSAL
from giaoban.people.append_only import AppendOnly

_GUARDS = AppendOnly(
    "collection", ("collection_submissionevent", "collection_extension", "collection_findingnote"), REFUSAL
)
raise_guards, lower_guards, guard_names = _GUARDS.raise_guards, _GUARDS.lower_guards, _GUARDS.guard_names
