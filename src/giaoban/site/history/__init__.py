"""Who did what and when: rows come out of the rooms that keep them, and go out as one list for those who may read it.

Each source is a table that is only added to, so the number of its row tells the order; a list is walked from the
latest row down by one number a source, and no page of it costs more than another.
"""
