"""What was done to a submission stays: the database refuses to change or delete it."""

import pytest
from django.db import IntegrityError, transaction

from giaoban.collection.models import SubmissionEvent
from tests.collection.desk import Desk, desk_of
from tests.conftest import Cast


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return desk_of(cast)


def test_events_cannot_be_changed_or_deleted(desk: Desk) -> None:
    desk.open()
    with pytest.raises(IntegrityError, match="không sửa, không xóa"), transaction.atomic():
        SubmissionEvent.objects.update(text="khác")
    with pytest.raises(IntegrityError, match="không sửa, không xóa"), transaction.atomic():
        SubmissionEvent.objects.all().delete()
