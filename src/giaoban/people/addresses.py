"""The network address that a request comes from."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

NOWHERE = "0.0.0.0"  # noqa: S104  a word for "unknown", never bound


def address_of(request: HttpRequest) -> str:
    """The client's address. Of `X-Forwarded-For` only what the `GIAOBAN_PROXIES` nearest proxies wrote is believed."""
    seen = [request.META.get("REMOTE_ADDR", "")]
    if settings.PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        seen = [*(part.strip() for part in forwarded), *seen]
    nearest = seen[max(0, len(seen) - 1 - settings.PROXIES)]
    try:
        return str(ip_address(nearest))
    except ValueError:
        return NOWHERE
