"""Keys of breakdowns: `dimension:category`, sorted and joined by `+`; the empty key is the total."""

from collections.abc import Iterable

from giaoban.indicators.catalogue import Category, Pack

TOTAL = ""
TOTAL_NAME = {"vi": "Tổng số", "en": "Total"}


def breakdown_key(categories: Iterable[str]) -> str:
    """The key of some `dimension:category` words, in any order; no words give the total.

    >>> breakdown_key(["sex:female", "age:young"])
    'age:young+sex:female'
    """
    return "+".join(sorted(categories))


def breakdown_categories(key: str) -> tuple[tuple[str, str], ...]:
    """The (dimension, category) pairs of a key; a word without a colon gives an empty category."""
    pairs = (word.partition(":") for word in key.split("+") if word)
    return tuple((dimension, category) for dimension, _, category in pairs)


def breakdown_name(pack: Pack, key: str, language: str) -> str:
    """What a key says in `language`: "Nữ", "Nữ, khiển trách", or "Tổng số"; `KeyError` where the pack has no such category."""
    if not key:
        return TOTAL_NAME["en" if language.startswith("en") else "vi"]
    names = [category_of(pack, *pair).name.in_language(language) for pair in breakdown_categories(key)]
    return ", ".join([names[0], *(name[:1].lower() + name[1:] for name in names[1:])])


def is_known(pack: Pack, indicator: str, key: str) -> bool:
    """Whether the pack has the indicator and lets it be divided by every dimension of the key, each once, in key order."""
    if not pack.has_indicator(indicator):
        return False
    pairs = breakdown_categories(key)
    dimensions = [dimension for dimension, _ in pairs]
    return (
        key == breakdown_key(f"{dimension}:{category}" for dimension, category in pairs)
        and len(set(dimensions)) == len(dimensions)
        and set(dimensions) <= set(pack.indicator(indicator).breakdowns)
        and all(_has_category(pack, dimension, category) for dimension, category in pairs)
    )


def is_sensitive(pack: Pack, indicator: str, key: str = TOTAL) -> bool:
    """Whether the figure is sensitive: by its indicator, or by a dimension such as ethnic origin or religion."""
    dimensions = (dimension for dimension, _ in breakdown_categories(key))
    return pack.indicator(indicator).sensitive or any(pack.breakdown(code).sensitive for code in dimensions)


def keys_of(pack: Pack, dimension: str) -> tuple[str, ...]:
    """The key of each category of a dimension, in the pack's order."""
    return tuple(f"{dimension}:{category.code}" for category in pack.breakdown(dimension).categories)


def category_of(pack: Pack, dimension: str, category: str) -> Category:
    """The category of a dimension; `KeyError` where the pack has no such dimension or category."""
    for candidate in pack.breakdown(dimension).categories:
        if candidate.code == category:
            return candidate
    raise KeyError(f"{dimension}:{category}")


def _has_category(pack: Pack, dimension: str, category: str) -> bool:
    return any(candidate.code == category for candidate in pack.breakdown(dimension).categories)
