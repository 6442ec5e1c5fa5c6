"""Running other programs so that nothing outlives us and every failure is one sentence."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("NPVR_VAR") or ROOT / ".var").absolute()

Command = Sequence[str | Path]


class Problem(Exception):
    """Something the user has to know; the text is one clear Dutch sentence."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def say(message: str) -> None:
    print(message, flush=True)


def warn(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def exit_on_signals() -> None:
    """INT, TERM and HUP unwind the stack, so that every `finally` runs; a second one does not disturb that."""

    def leave(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)


def run_logged(command: Command, *, log: Path, env: Mapping[str, str]) -> None:
    """Runs `command` with its output in `log`; raises CalledProcessError with that output when it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w+b") as output:
        with background(command, env=env, output=output.fileno(), errors=subprocess.STDOUT) as process:
            code = process.wait()
        if code:
            output.seek(0)
            text = output.read().decode(errors="replace")
            raise subprocess.CalledProcessError(code, [str(part) for part in command], text)


@contextlib.contextmanager
def background(
    command: Command,
    *,
    env: Mapping[str, str],
    output: int | None = None,
    errors: int | None = None,
    keep: Sequence[int] = (),
) -> Iterator[subprocess.Popen[bytes]]:
    """A program in a group of its own, which a Ctrl-C in the terminal does not reach; all of it ends with us.

    `output` and `errors` are where it writes, ours by default; `keep` are file descriptors that it inherits."""
    process = subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
        env=dict(env),
        cwd=ROOT,
        start_new_session=True,
        pass_fds=keep,
        preexec_fn=_end_with_parent,
    )
    try:
        yield process
    finally:
        _end_group(process)


def foreground(command: Command, *, env: Mapping[str, str], keep: Sequence[int] = (), cwd: Path | None = None) -> int:
    """A program that has the terminal, and its exit code. Ctrl-C is its own business; TERM becomes Ctrl-C for it."""
    process = subprocess.Popen(
        [str(part) for part in command],
        env=dict(env),
        cwd=cwd,
        pass_fds=keep,
        preexec_fn=_end_with_parent,
    )

    def pass_on(number: int, frame: FrameType | None) -> None:
        process.send_signal(signal.SIGINT)

    previous = {number: signal.signal(number, pass_on) for number in (signal.SIGTERM, signal.SIGHUP)}
    previous[signal.SIGINT] = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        code = process.wait()
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    return code if code >= 0 else 128 - code


def _end_with_parent() -> None:
    """In the child, on Linux: a TERM when we are killed without a chance to clean up. Also undoes an ignored Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _end_group(process: subprocess.Popen[bytes], patience: float = 10) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(patience)
        except (ProcessLookupError, PermissionError):
            break
        except subprocess.TimeoutExpired:
            continue
