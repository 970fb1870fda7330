"""The server of the plain site, the same as ours with as many threads: `python -m benchmarks.plain_server --workers N --port P`."""

import os
import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

if __name__ == "__main__":
    _workers, workers, _port, port = sys.argv[1:]
    Server(
        "benchmarks.plain_site:application",
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=2 if "sqlite" in os.environ["GIAOBAN_DATABASE_URL"] else 4,
        blocking_threads_idle_timeout=600,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()
