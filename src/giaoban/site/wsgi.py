"""The WSGI application that the server runs."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
application = get_wsgi_application()


def warm() -> None:
    """Loads what the first pages need: the pack's files, and the engine that draws charts, which take seconds."""
    from giaoban.indicators import packs
    from giaoban.reports import charts

    packs.current()
    charts.warm()


threading.Thread(target=warm, daemon=True).start()
