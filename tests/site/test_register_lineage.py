"""A figure that a register counts leads to the very recommendations that were counted."""

import re
from datetime import datetime
from html import unescape

from django.test import Client

from tests.conftest import HANOI, Cast
from tests.followup.asking import asking_of


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def test_the_figure_leads_to_the_recommendations_it_counts(cast: Cast) -> None:
    asking = asking_of(cast)
    for place, month in enumerate((1, 3, 3)):
        asking.clock = datetime(2024, month, 12 + place, 8, tzinfo=HANOI)
        one = asking.answer(asking.passed_on_of(asking.received(f"Kiến nghị {place}.", on=asking.clock.date())))
        asking.confirm(one)
    asking.received("Kiến nghị còn mở.", on=asking.clock.date())
    client = Client()
    client.force_login(cast.leader)
    told = text_of(client, "/so-lieu/LG/recommendations.resolved/2024-H1/value/")
    links = dict.fromkeys(re.findall(r'href="(/kien-nghi/\?[^"]+)"', told))
    assert list(links) == [
        "/kien-nghi/?don-vi=LG&xong-tu=2024-01-01&xong-den=2024-06-30",
        "/kien-nghi/?don-vi=DL&xong-tu=2024-01-01&xong-den=2024-01-31&rieng=1",
        "/kien-nghi/?don-vi=DL&xong-tu=2024-03-01&xong-den=2024-03-31&rieng=1",
    ]
    assert "Xem 3 kiến nghị trong sổ theo dõi" in told
    assert "ghi trực tiếp" not in told
    found = [sorted(set(re.findall(r"Kiến nghị \d\.", text_of(client, link)))) for link in links]
    assert found == [
        ["Kiến nghị 0.", "Kiến nghị 1.", "Kiến nghị 2."],
        ["Kiến nghị 0."],
        ["Kiến nghị 1.", "Kiến nghị 2."],
    ]


def test_nobody_is_missing_where_a_register_counts(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.leader)
    told = text_of(client, "/chi-tieu/recommendations.resolved/?ky=2024-H1")
    assert "Sổ theo dõi kiến nghị" in told
    assert "Đơn vị đã báo cáo" not in told
    assert "chưa báo cáo" not in told
    empty = text_of(client, "/so-lieu/LG/recommendations.resolved/2024-H1/value/")
    assert "Sổ theo dõi chưa có kiến nghị nào được xác nhận giải quyết xong" in empty
