"""What is counted: the catalogue of indicators, breakdowns, forms and validation rules, read from a pack.

A pack (a folder of YAML files) comes in; a frozen, checked `Pack` goes out, or a list of errors with file, line and key.
"""
