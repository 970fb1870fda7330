"""The ASGI application of `giaoban events`: what happens in meetings, pushed to those who follow them."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
django.setup()

from giaoban.meetings.stream import Streams  # noqa: E402 - models need Django to be ready
from giaoban.site.clock import now  # noqa: E402

application = Streams(now)
