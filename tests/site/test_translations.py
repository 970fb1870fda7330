"""Whatever the site says in Vietnamese it says in English."""

import gettext
import re
from pathlib import Path

from giaoban import site

ROOM = Path(site.__file__).parent
CATALOGUE = ROOM / "locale" / "en" / "LC_MESSAGES" / "django"
IN_TAGS = re.compile(r"""{% translate (?:"([^"]+)"|'([^']+)')""")
IN_BLOCKS = re.compile(r"{% blocktranslate.*?%}(.*?)(?:{% plural %}.*?)?{% endblocktranslate %}", re.DOTALL)


def catalogue() -> dict[str, str]:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        found = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {(key[0] if isinstance(key, tuple) else key): text for key, text in found.items()}


def test_every_text_of_the_templates_is_translated() -> None:
    known = catalogue()
    for template in (ROOM / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        said = ["".join(found) for found in IN_TAGS.findall(text)]
        blocks = (re.sub(r"{{ (\w+) }}", r"%(\1)s", found) for found in IN_BLOCKS.findall(text))
        said += [" ".join(block.split()) for block in blocks]
        assert [words for words in said if words not in known] == [], template.name


def test_the_compiled_catalogue_is_complete_and_not_fuzzy() -> None:
    source = CATALOGUE.with_suffix(".po").read_text(encoding="utf-8")
    assert "fuzzy" not in source
    assert not re.search(r'^msgstr(\[\d\])? ""\n(?!")', source, re.MULTILINE)
    texts = set(re.findall(r'^msgid "(.+)"$', source, re.MULTILINE))
    assert texts <= {key.replace('"', '\\"') for key in catalogue()}
