"""What the migrations make is what the models say, though they make many tables at once."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_migrations_lack_nothing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
