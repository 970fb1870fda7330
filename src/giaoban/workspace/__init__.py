"""What the operator does: the command line, an empty workspace, the demonstration, verification.

Words typed in a terminal come in; files, tables and JSON go out.
"""
