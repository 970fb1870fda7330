"""A page asks the database as often for thirty units as for three."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from giaoban.analysis import completeness, office
from giaoban.site import months
from tests.conftest import Cast, add_unit
from tests.site.conftest import sign_in

PAGES = ("/", "/chi-tieu/", "/chi-tieu/members.admitted/", "/don-vi/", "/don-vi/LG/", "/tim-kiem/?q=huyen")


def count(client: Client, address: str) -> int:
    office._SHELF._kept.clear()
    completeness._told.cache_clear()
    months._rolled_up.cache_clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", [*PAGES, "/so-lieu/LG/members.admitted/2024-H1/value/"])
def test_the_number_of_queries_does_not_grow_with_the_units(books: Cast, address: str) -> None:
    client = sign_in(books.office)
    count(client, address)
    before = count(client, address)
    for number in range(27):
        add_unit(f"X{number}", f"Huyện ủy số {number}", "district_committee", books.province, 10 + number)
    count(client, address)
    assert count(client, address) == before
