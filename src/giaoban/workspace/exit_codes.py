"""What the exit code of a command says."""

OK = 0
FINDINGS = 1
"""Done, with something to look at: a refused file, a figure that does not fit."""
MISUSE = 2
"""Called wrongly; nothing was done."""
