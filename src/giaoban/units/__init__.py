"""The organisation tree through time.

Versions of units (name, kind, code, parent, each from a day to a day) come in;
a frozen tree of one day goes out. A validity includes its first day (`valid_from`)
and excludes its end (`valid_to`, the first day on which it no longer holds; null = still holds).
"""
