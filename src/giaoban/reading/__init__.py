"""Documents that people send: what kind a file is, and whether it is what its name says.

A name and bytes come in; a media type or a sentence why the file is not taken goes out. Pure.
"""
