"""Roll-up over the tree, comparison with target and with last year, ranking, trend, lineage.

A snapshot of the ledger, a tree and a catalogue come in as values; frozen figures go out.
"""
