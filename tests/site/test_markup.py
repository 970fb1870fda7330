"""Every page holds to a strict Content-Security-Policy: no inline style, no inline script, nothing from elsewhere."""

from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.test import Client
from lxml import html

from giaoban.site.environment import Workspace
from tests.conftest import Cast
from tests.site.conftest import sign_in

PAGES = (
    "/",
    "/chi-tieu/",
    "/chi-tieu/members.admitted/",
    "/chi-tieu/tasks.main_results/",
    "/don-vi/",
    "/don-vi/DL/",
    "/so-lieu/LG/members.admitted/2024-H1/value/",
    "/so-lieu/LG/members.admitted/2024-H1/of_target/?phan=1",
    "/tim-kiem/?q=a",
    "/tim-kiem/?q=a&phan=1",
    "/khong-co/",
)


def offences(text: str) -> list[str]:
    found: list[str] = []
    for element in html.fromstring(text).iter():
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            found.append(str(element.tag))
        found += [str(name) for name in element.attrib if name == "style" or str(name).startswith("on")]
        links = [str(element.get(name, "")) for name in ("src", "href", "action", "xlink:href")]
        found += [link for link in links if link.startswith(("http", "//", "javascript:", "data:"))]
    return found


@pytest.mark.parametrize("address", PAGES)
def test_no_page_needs_an_exception(office: Client, address: str) -> None:
    answer = office.get(address)
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert offences(answer.content.decode()) == []


def test_nor_does_the_sign_in_page(client: Client, db: None) -> None:
    assert offences(client.get("/dang-nhap/").content.decode()) == []


@pytest.mark.parametrize("address", [*PAGES[:6], "/bao-cao/", "/khong-co/"])
def test_a_demonstration_says_so_on_every_page(
    books: Cast, settings: LazySettings, workspace: Workspace, address: str
) -> None:
    settings.WORKSPACE = replace(workspace, demonstration=True)
    assert "số liệu đều là dựng sẵn" in sign_in(books.office).get(address).content.decode()


def test_real_work_does_not(office: Client) -> None:
    assert "dựng sẵn" not in office.get("/").content.decode()


def test_ids_are_unique_and_labels_lead_somewhere(office: Client) -> None:
    for address in PAGES[:6]:
        page = html.fromstring(office.get(address).content)
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), address
        referred = {word for element in page.iter() for word in (element.get("aria-labelledby") or "").split()}
        assert referred <= set(ids), address
