"""Ledger 1, figures promised and delivered: append-only observations with source, author and history.

Entries come in through `ledger.post` and `ledger.correct`; snapshots, now or as known at an instant, go out.
"""
