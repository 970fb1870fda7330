"""The commands, one module each, named after the word that is typed."""
