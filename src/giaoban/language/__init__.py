"""Vietnamese and English numbers, percents, money, dates and comparison phrases: one grammar that writes and reads.

Exact values come in and text goes out, or the other way round; whatever is written reads back to the same value.
"""
