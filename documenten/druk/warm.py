"""The warm press: a small process that has the engine loaded and forks a child for every job.

    python -m documenten.druk.warm <folder> <name of the socket> <idle seconds> <style sheet> <owner>

The owner is the process with which it ends, or 0. Binds the socket, goes to the background, ends by itself. Imports no
Django, starts no thread and makes no font configuration: the font library starts a thread of its own, and a fork would
leave that one behind (docs/adr/0007).

A caller sends eight bytes with the length of its job and the job; the child answers with one line of JSON, after
others that say how far it is when the job asks for them, and the parent adds one with the exit code. A caller that goes
away takes its own child along. No last line: the press died.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from . import werker

KINDEREN: Final = 8
TIK: Final = 1.0
_PDEATHSIG: Final = 1


@contextmanager
def kort(map_: Path, naam: str) -> Iterator[str]:
    """A path to a socket in a folder that fits in the 107 bytes that such a path may have."""
    pad = str(map_ / naam)
    if len(os.fsencode(pad)) <= 100:
        yield pad
        return
    fd = os.open(map_, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{fd}/{naam}"
    finally:
        os.close(fd)


def _opwarmen(stijl: Path) -> None:
    import pyphen  # type: ignore[import-untyped]
    import weasyprint  # noqa: F401

    pyphen.Pyphen(lang="nl")
    werker.blad(stijl.read_text(encoding="utf-8"))
    gc.collect()
    gc.freeze()


def _sterf_mee(ouder: int) -> None:
    """A child does not outlive the press. Linux only; elsewhere its limits end it."""
    with contextlib.suppress(Exception):
        import ctypes

        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != ouder:
        os._exit(werker.FOUT)


def _baas(pid: int) -> int | None:
    """A file descriptor that is readable once the owner has ended; None without an owner, or where there is no such
    thing: then only idleness ends the press."""
    if not pid:
        return None
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        os._exit(0)
    except (AttributeError, OSError):
        return None


def _lees(verbinding: socket.socket) -> bytes:
    def precies(aantal: int) -> bytes:
        delen = []
        while aantal:
            deel = verbinding.recv(min(aantal, 1 << 20))
            if not deel:
                os._exit(werker.FOUT)
            delen.append(deel)
            aantal -= len(deel)
        return b"".join(delen)

    return precies(int.from_bytes(precies(8), "big"))


def _kind(verbinding: socket.socket, ouder: int) -> None:
    """One job, in the child. Never returns."""
    code = werker.FOUT
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        for soort in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
            signal.signal(soort, signal.SIG_DFL)
        fd = os.dup2(verbinding.fileno(), 3) if verbinding.fileno() != 3 else 3
        os.closerange(4, 4096)
        _sterf_mee(ouder)
        eigen = socket.socket(fileno=fd)
        opdracht = _lees(eigen)

        def meld(deel: float, stap: str) -> None:
            eigen.sendall(json.dumps({"deel": deel, "stap": stap}).encode() + b"\n")

        code, uit, fout = werker.verwerk(opdracht, meld)
        eigen.sendall(json.dumps({"uit": uit, "fout": fout[-2000:]}).encode() + b"\n")
    finally:
        os._exit(code)


class Server:
    def __init__(self, luister: socket.socket, pad: Path, stil: float, baas: int | None = None) -> None:
        self.luister = luister
        self.baas = baas
        self.pad = pad
        self.stil = stil
        self.inode = pad.stat().st_ino
        self.kinderen: dict[int, socket.socket] = {}
        self.wek, schrijf = os.pipe()
        for fd in (self.wek, schrijf):
            os.set_blocking(fd, False)
        signal.set_wakeup_fd(schrijf, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def draai(self) -> None:
        laatst = time.monotonic()
        while True:
            for fd, _ in self._wacht():
                if fd == self.baas:
                    return
                if fd == self.wek:
                    with contextlib.suppress(BlockingIOError):
                        os.read(self.wek, 4096)
                elif fd == self.luister.fileno():
                    self._neem_aan()
                else:
                    self._stop(fd)
            self._ruim_op()
            if self.kinderen:
                laatst = time.monotonic()
            elif time.monotonic() - laatst > self.stil or not self._is_thuis():
                return

    def _wacht(self) -> list[tuple[int, int]]:
        poll = select.poll()
        poll.register(self.wek, select.POLLIN)
        if self.baas is not None:
            poll.register(self.baas, select.POLLIN)
        if len(self.kinderen) < KINDEREN:
            poll.register(self.luister.fileno(), select.POLLIN)
        for verbinding in self.kinderen.values():
            poll.register(verbinding.fileno(), 0)  # only that the caller went: the child does the reading
        return poll.poll(TIK * 1000)

    def _neem_aan(self) -> None:
        try:
            verbinding, _ = self.luister.accept()
        except OSError:
            return
        verbinding.setblocking(True)
        ouder = os.getpid()
        pid = os.fork()
        if pid == 0:
            _kind(verbinding, ouder)
        self.kinderen[pid] = verbinding

    def _stop(self, fd: int) -> None:
        for pid, verbinding in self.kinderen.items():
            if verbinding.fileno() == fd:
                for dood in (os.killpg, os.kill):
                    with contextlib.suppress(ProcessLookupError):
                        dood(pid, signal.SIGKILL)

    def _ruim_op(self) -> None:
        while self.kinderen:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            if (verbinding := self.kinderen.pop(pid, None)) is not None:
                with contextlib.suppress(OSError), verbinding:
                    verbinding.sendall(json.dumps({"afloop": os.waitstatus_to_exitcode(status)}).encode() + b"\n")

    def _is_thuis(self) -> bool:
        try:
            return self.pad.stat().st_ino == self.inode
        except OSError:
            return False

    def ga(self) -> None:
        if self._is_thuis():
            self.pad.unlink(missing_ok=True)
        self.luister.close()


def hoofd(map_: str, naam: str, stil: str, stijl: str, baas: str) -> None:
    os.umask(0o077)
    pad = Path(map_) / naam
    pad.unlink(missing_ok=True)
    luister = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with kort(Path(map_), naam) as adres:
        luister.bind(adres)
    luister.listen(64)
    luister.setblocking(False)
    if os.fork():
        os._exit(0)  # who started us may go on: the connection waits until we are warm
    os.setsid()
    server = Server(luister, pad, float(stil), _baas(int(baas)))
    try:
        _opwarmen(Path(stijl))
        if len(os.listdir("/proc/self/task")) == 1:  # with a thread there is no safe fork
            server.draai()
    finally:
        server.ga()
        os._exit(0)  # who still waits is told by the end of the connection


if __name__ == "__main__":
    hoofd(*sys.argv[1:6])
