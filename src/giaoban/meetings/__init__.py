"""Briefings, conferences, working sessions and steering committees: before, while and after they are held.

In come reports with their live figures, what the second ledger holds open, and the people of the units; out go
invitations, minutes, the notice of conclusions, and the conclusions themselves as tasks of the second ledger.
"""
