"""Running other programs so that nothing outlives us and every failure is one sentence."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("NPVR_VAR") or ROOT / ".var").absolute()


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
    """TERM and HUP unwind like Ctrl-C does, so that every `finally` runs."""

    def leave(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)


def run_logged(command: Sequence[str | Path], *, log: Path, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Runs `command` with its output in `log`; raises CalledProcessError with that output when it fails.

    The program gets a process group of its own, which ends with us."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w+b") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(os.environ if env is None else env),
            cwd=cwd,
            start_new_session=True,
        )
        try:
            code = process.wait()
        except BaseException:
            end_group(process)
            raise
        if code:
            output.seek(0)
            raise subprocess.CalledProcessError(code, command, output.read().decode(errors="replace"))


def end_group(process: subprocess.Popen[bytes], *, patience: float = 10) -> None:
    """Ends a process that leads a group of its own, with everything in that group."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except (ProcessLookupError, PermissionError):
            break
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    process.poll()
