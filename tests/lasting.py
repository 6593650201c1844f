"""A live server whose threads last, as a real server's do, and keep their database connections."""

import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler
from pytest_django.live_server_helper import LiveServer


class Whole(QuietWSGIRequestHandler):
    """Sends an answer whole, where Django's own sends each line for itself."""

    wbufsize = -1

    def handle_one_request(self) -> None:
        """Answer, and keep nothing back from a client that holds its connection."""
        super().handle_one_request()
        self.wfile.flush()


class LastingThreads(ThreadedWSGIServer):
    """Gives a client's connection to a thread that waits; a new one where none does.

    Django's own starts a thread for each and ends it with its connection to the database, which
    costs PostgreSQL a process each time.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.RequestHandlerClass = Whole
        self._clients: SimpleQueue[tuple[Any, Any]] = SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._used: list[BaseDatabaseWrapper] = []

    def process_request(self, request: Any, client_address: Any) -> None:
        """Hand the client on; this thread goes on to listen."""
        self._clients.put((request, client_address))
        if not self._idle.acquire(blocking=False):
            threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        mine = connections["default"]
        mine.inc_thread_sharing()  # another thread ends it
        self._used.append(mine)
        while True:
            self.process_request_thread(*self._clients.get())
            self._idle.release()

    def _close_connections(self) -> None:
        """Keep them: as a server does between two requests."""

    def server_close(self) -> None:
        """Listen no more, and leave the database."""
        super().server_close()
        for one in self._used:
            one.close()


@pytest.fixture(scope="session")
def lasting_threads(django_db_setup: None) -> Iterator[None]:
    """Live servers are such; they leave the database before it is dropped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LiveServerThread, "server_class", LastingThreads)
        yield


@pytest.fixture(scope="session")
def live_server(lasting_threads: None, live_server: LiveServer) -> LiveServer:
    """The product over HTTP, for all tests of this process."""
    return live_server
