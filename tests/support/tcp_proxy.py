"""A way to a server that can be cut, and that can stall."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

from attrs import define, field

_LOOK_SECONDS = 0.05
_BYTES = 65536


@define
class TcpProxy:
    """Forwards bytes between those who connect to its port and the server."""

    server: tuple[str, int]
    port: int = field(init=False)
    _listener: socket.socket | None = field(default=None, init=False)
    _open: list[socket.socket] = field(factory=list, init=False)
    _threads: list[Thread] = field(factory=list, init=False)
    _lock: Lock = field(factory=Lock, init=False)
    _flowing: Event = field(factory=Event, init=False)
    _ended: Event = field(factory=Event, init=False)

    def __attrs_post_init__(self) -> None:
        self._flowing.set()
        self._listen(0)

    def cut(self) -> None:
        """End all connections, and refuse others."""
        with self._lock:
            listener, self._listener = self._listener, None
            sockets, self._open = self._open, []
        for each in (listener, *sockets):
            if each is not None:
                _end(each)

    def stall(self) -> None:
        """Keep connections, take new ones and all that is sent, but forward nothing."""
        self._flowing.clear()

    def restore(self) -> None:
        """Let everything through again."""
        self._flowing.set()
        if self._listener is None:
            self._listen(self.port)

    def close(self) -> None:
        """End everything; the port is free afterwards."""
        self._ended.set()
        self.cut()
        for thread in self._threads:
            thread.join()

    def _listen(self, port: int) -> None:
        listener = socket.create_server(("127.0.0.1", port))
        self.port = listener.getsockname()[1]
        self._listener = listener
        self._start(self._accept, listener)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            self._start(self._serve, listener, client)

    def _serve(self, listener: socket.socket, client: socket.socket) -> None:
        if not self._keep(listener, client) or not self._wait_for_flow():
            client.close()
            return
        try:
            server = socket.create_connection(self.server)
        except OSError:
            _end(client)
            return
        if self._keep(listener, server):
            self._start(self._forward, server, client)
            self._forward(client, server)
        else:
            _end(server)
            _end(client)

    def _keep(self, listener: socket.socket, connected: socket.socket) -> bool:
        """Have a connection cut with the others, or say that they have been."""
        with self._lock:
            if self._listener is listener:
                self._open.append(connected)
                return True
            return False

    def _forward(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while self._wait_for_flow() and (data := source.recv(_BYTES)):
                if self._wait_for_flow():
                    target.sendall(data)
        _end(source)
        _end(target)

    def _wait_for_flow(self) -> bool:
        """Say that bytes flow, once they do; or that it is all over."""
        while not self._ended.is_set():
            if self._flowing.wait(_LOOK_SECONDS):
                return True
        return False

    def _start(self, target: object, *arguments: object) -> None:
        thread = Thread(target=target, args=arguments, name="tcp-proxy", daemon=True)
        self._threads.append(thread)
        thread.start()


def _end(connected: socket.socket) -> None:
    """Close it for whoever waits for it in another thread, too."""
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)
    connected.close()


@contextmanager
def proxy_to(host: str, port: int) -> Iterator[TcpProxy]:
    """Give a proxy for the time of the block."""
    proxy = TcpProxy((host, port))
    try:
        yield proxy
    finally:
        proxy.close()
