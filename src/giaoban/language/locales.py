"""The two languages of the product."""

from typing import Literal

Language = Literal["vi", "en"]


def language_of(code: str) -> Language:
    """The language of a code such as `vi`, `en` or `en-GB`; Vietnamese where it is another."""
    return "en" if code.lower().startswith("en") else "vi"
