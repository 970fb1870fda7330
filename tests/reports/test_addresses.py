"""Every figure of a document leads somewhere: to its lineage, or to the rows that were counted."""

import pytest

from giaoban.reports.addresses import address_of
from giaoban.reports.model import Counted, Figure, Reference


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        (Reference("members.admitted", "", "LG", "2024-H1", "value"), "/so-lieu/LG/members.admitted/2024-H1/value/"),
        (
            Reference("members.admitted", "sex:female", "LG", "2024-H1", "value"),
            "/so-lieu/LG/members.admitted/2024-H1/value/?phan-to=sex%3Afemale",
        ),
        (Counted("projects", "area", "LG", "2024-H1", "7"), "/chuyen-de/du-an/7/"),
    ],
)
def test_a_figure_leads_to_where_it_comes_from(reference: Reference | Counted, address: str) -> None:
    assert address_of(Figure("f0001", "13", "Kết nạp", reference)) == address


def test_a_count_leads_to_its_rows_narrowed_by_its_topic() -> None:
    address = address_of(Figure("f0001", "3", "Nhiệm vụ", Counted("tasks", "open", "LG", "2024-H1", "iuu")))
    assert address.endswith("?don-vi=LG&chuyen-de=iuu")
