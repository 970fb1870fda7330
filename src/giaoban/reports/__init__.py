"""Templates become a report model with traced figures, and the model becomes Word, PDF, web page and text.

A template, a roll-up and a letterhead come in; a frozen `Report` and files go out.
Every number in a report went through `analysis`.
"""
