"""Made packs, trees and snapshots, small enough to compute by hand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from giaoban.figures.models import scaled
from giaoban.figures.snapshot import Snapshot
from giaoban.indicators.catalogue import Pack
from giaoban.units.tree import Node, Tree

MEASURES = ("actual", "target", "estimate")
WORDS = {"vi": "tên", "en": "name"}


class Row(NamedTuple):
    """One observation of a made snapshot."""

    unit: str
    indicator: str
    period: str
    value: Decimal | int
    breakdown: str = ""
    measure: str = "actual"


def make_tree(parents: Sequence[int | None], kinds: Sequence[str] | None = None) -> Tree:
    """A tree whose unit `i` (code `Ui`, id `i + 1`) hangs under `parents[i]`, which comes before it."""
    below: dict[int | None, list[int]] = {}
    for unit, parent in enumerate(parents):
        below.setdefault(parent, []).append(unit)
    nodes: list[Node] = []

    def grow(unit: int, parent: int | None, level: int) -> None:
        index = len(nodes)
        nodes.append(Node(unit + 1, f"U{unit}", f"U{unit}", f"Đơn vị {unit}", "", index, index, level, parent))
        for child in below.get(unit, []):
            grow(child, index, level + 1)
        kind = kinds[unit] if kinds else "body"
        nodes[index] = Node(unit + 1, f"U{unit}", f"U{unit}", f"Đơn vị {unit}", kind, index, len(nodes), level, parent)

    if parents:
        grow(0, None, 0)
    return Tree(date(2024, 6, 30), tuple(nodes))


def make_indicator(code: str, kind: str = "flow", **more: Any) -> dict[str, Any]:
    defaults: dict[str, dict[str, Any]] = {
        "flow": {},
        "stock": {"over_time": "latest"},
        "ratio": {"over_time": "recompute", "over_units": "recompute", "decimals": 2},
        "text": {},
    }
    return {
        "code": code,
        "name": WORDS,
        "unit_of_measure": WORDS,
        "definition": WORDS,
        "kind": kind,
        **defaults[kind],
        **more,
    }


def make_form(code: str, rows: Mapping[str, Sequence[str]], **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "name": WORDS,
        "every": "month",
        "reported_by": ["body"],
        "due": {"working_days": 2},
        "sections": [
            {
                "code": "section",
                "title": WORDS,
                "rows": [{"indicator": one, "breakdowns": list(breakdowns)} for one, breakdowns in rows.items()],
            }
        ],
        **more,
    }


def make_pack(indicators: Sequence[dict[str, Any]], forms: Sequence[dict[str, Any]]) -> Pack:
    kinds = sorted({kind for form in forms for kind in form["reported_by"]})
    return Pack.model_validate(
        {
            "code": "made",
            "name": WORDS,
            "calendar": "civil",
            "default_period": "half_year",
            "unit_kinds": [{"code": kind, "name": WORDS, "plural": WORDS} for kind in kinds],
            "breakdowns": [
                {
                    "code": "sex",
                    "name": WORDS,
                    "categories": [{"code": "male", "name": WORDS}, {"code": "female", "name": WORDS}],
                }
            ],
            "indicators": indicators,
            "forms": forms,
            "key_indicators": [indicators[0]["code"]],
            "letterhead": {
                "issuing_body": "Tỉnh ủy",
                "symbol": "BC/TU",
                "place": "Lam Giang",
                "signing_authority": "T/M",
                "signing_post": "Bí thư",
                "recipients": ["Lưu"],
            },
        }
    )


def make_snapshot(rows: Iterable[Row]) -> Snapshot:
    told = list(rows)
    indicators = tuple(sorted({row.indicator for row in told}))
    breakdowns = tuple(sorted({row.breakdown for row in told}))
    periods = tuple(sorted({row.period for row in told}))
    return Snapshot(
        observation_ids=np.arange(1, len(told) + 1, dtype=np.int64),
        unit_ids=np.array([int(row.unit[1:]) + 1 for row in told], dtype=np.int64),
        indicator=np.array([indicators.index(row.indicator) for row in told], dtype=np.int32),
        breakdown=np.array([breakdowns.index(row.breakdown) for row in told], dtype=np.int32),
        period=np.array([periods.index(row.period) for row in told], dtype=np.int32),
        measure=np.array([MEASURES.index(row.measure) for row in told], dtype=np.int8),
        values=np.array([scaled(row.value) for row in told], dtype=np.int64),
        indicator_codes=indicators,
        breakdown_keys=breakdowns,
        period_codes=periods,
    )
