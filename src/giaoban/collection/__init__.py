"""Figures come in: the workbook of a unit is written, filled by hand, read back, checked and posted to the ledger.

Files come in; postings, or problems with file, sheet, cell, value and way out, go out.
"""
