"""`python -m giaoban`: the command line."""

from giaoban.workspace.command_line import main

main()
