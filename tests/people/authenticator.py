"""An authenticator app as RFC 6238 describes it: six digits every thirty seconds."""

import base64
import hmac
import time


def code_of(secret: str, steps_away: int = 0) -> str:
    """The code of a base32 secret now, or so many steps of thirty seconds from now."""
    counter = int(time.time()) // 30 + steps_away
    digest = hmac.new(base64.b32decode(secret), counter.to_bytes(8, "big"), "sha1").digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
