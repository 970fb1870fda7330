"""Ledger 2: work promised and delivered. Tasks, recommendations, the work programme, topics with their projects.

In come conclusions of meetings, documents, what units ask for; out go what is due from whom, counts by state, and for
the figures that a register gives (recommendations resolved) postings to the first ledger, in the transaction of the act.
Every act is an event that is only ever added; what is overdue is computed, never stored.
"""
