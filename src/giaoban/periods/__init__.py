"""Weeks, months, quarters, half-years, nine months and years; their days in a calendar; deadlines.

Codes such as `2024-H1` come in; frozen periods, ranges of days and other periods go out. Ranges include both ends.
"""
