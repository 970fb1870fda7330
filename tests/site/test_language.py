"""Vietnamese first: English only for those who chose it."""

from django.test import Client

from tests.conftest import Cast


def test_a_browser_set_to_english_is_spoken_to_in_vietnamese(cast: Cast, client: Client) -> None:
    page = client.get("/dang-nhap/", headers={"accept-language": "en-US,en;q=0.9"})
    assert page.headers["Content-Language"] == "vi"
    assert '<html lang="vi"' in page.content.decode()


def test_who_chose_english_keeps_it(cast: Cast, client: Client) -> None:
    client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})
    assert '<html lang="en"' in client.get("/dang-nhap/").content.decode()


def test_a_language_that_there_is_not_falls_back(cast: Cast, client: Client) -> None:
    client.cookies["giaoban_language"] = "fr"
    assert client.get("/dang-nhap/").headers["Content-Language"] == "vi"
