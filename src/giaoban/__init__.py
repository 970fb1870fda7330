"""Giao ban: the periodic review of a hierarchical organisation, from the unit's figure to the printed report."""

__version__ = "0.1.0"
