"""The WSGI application that the server runs."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
application = get_wsgi_application()


def warm() -> None:
    """Loads what the first pages need: drawing the first chart starts an engine of its own, which takes seconds."""
    from giaoban.reports import charts

    charts.warm()


threading.Thread(target=warm, daemon=True).start()
