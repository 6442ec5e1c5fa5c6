"""script/server: from a clone to a running portal."""

import contextlib
import http.client
import re
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from script._launch.address import DEFAULT, Address, ensure_free, read_address
from script._launch.database import Database, database, own_cluster, own_folder, portal_environment
from script._launch.process import ROOT, VAR, Problem, background, say, warn
from script._launch.setup import PYTHON, setup
from script._launch.system import ensure_packages, missing_pdf_packages

PATIENCE = 120.0


def main(arguments: list[str]) -> int:
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        raise Problem("Gebruik: script/server [ADRES:POORT]", exit_code=2)
    address = read_address(arguments[0] if arguments else DEFAULT)
    ensure_free(address)
    setup("demo")
    ensure_packages(missing_pdf_packages(), purpose="voor het maken van PDF’s", required=False)
    with database(own_cluster()) as found:
        environment = portal_environment(found) | _of_address(address)
        logins = prepare(found, environment, logins=True)
        ensure_free(address)
        with background(_gunicorn(address), env=environment, keep=found.keep) as process:
            _wait_until_ready(address, process)
            say(f"\nHet portaal draait op {address.url}/ (stoppen: Ctrl-C)\n\n{logins}".rstrip())
            say(f"\n  {where_mail_goes(environment, address)}")
            with Worker(environment, found) as worker:
                try:
                    _watch(process, found, worker)
                finally:
                    say("\nHet portaal stopt …")
    return 1


def prepare(found: Database, environment: Mapping[str, str], *, logins: bool = False) -> str:
    """Brings the database up to date; returns the text with the made-up logins. Raises Problem."""
    command: list[str | Path] = [PYTHON, "-m", "script._launch.prepare", *(["--logins"] if logins else [])]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        with background(command, env=environment, output=output.fileno(), errors=errors.fileno()) as process:
            code = process.wait()
        output.seek(0)
        errors.seek(0)
        text = errors.read().decode(errors="replace").strip()
        if code:
            raise Problem(text if code == 1 and "Traceback" not in text else _explain(text))
        if text:
            warn(text)  # stdout of script/manage belongs to its command
        if found.cluster:
            prepared_note().touch()
        return output.read().decode(errors="replace")


def where_mail_goes(environment: Mapping[str, str], address: Address) -> str:
    """One sentence. Of a mail server its name, never the login."""
    if url := environment.get("EMAIL_URL", ""):
        to = urlsplit(url)
        return f"E-mail gaat naar {to.hostname or to.scheme} (EMAIL_URL)."
    if environment.get("NPVR_DEMO", "").lower() in ("1", "true", "yes", "on", "y", "t", "ok"):
        return f"E-mail gaat naar niemand. Wat is verstuurd, leest wie inlogt op {address.url}/proefpost/"
    return f"E-mail wordt alleen opgeschreven, in {VAR / 'log' / 'werker.log'} (zie EMAIL_URL)."


def prepared_note() -> Path:
    """Exists once our own database has its tables and its example."""
    return own_folder() / "klaargezet"


def _explain(trace: str) -> str:
    log = VAR / "log" / "start.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(f"{trace}\n")
    errors = re.findall(r"^[\w.]+(?:Error|Exception|Violation)\b.*", trace, re.MULTILINE) or ["afgebroken"]
    return f"De database kan niet worden klaargezet: {errors[-1]} (zie {log})"


def _of_address(address: Address) -> dict[str, str]:
    hosts = dict.fromkeys(["localhost", "127.0.0.1", "[::1]", address.shown])
    return {"ALLOWED_HOSTS": ",".join(hosts), "NPVR_BASIS_URL": address.url}


def _gunicorn(address: Address) -> list[str | Path]:
    shared_memory = Path("/dev/shm")  # noqa: S108 (gunicorn's heartbeat files)
    options = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--timeout", "120"]
    options += ["--preload", "--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"]
    options += ["--worker-tmp-dir", str(shared_memory)] if shared_memory.is_dir() else []
    return [PYTHON, "-m", "gunicorn", "npvr.wsgi", "--bind", address.bind, *options]


def _wait_until_ready(address: Address, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        connection = http.client.HTTPConnection(address.host, address.port, timeout=5)
        try:
            connection.request("GET", "/gezond/", headers={"Host": f"{address.shown}:{address.port}"})
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise Problem("Het portaal komt niet op gang; de reden staat hierboven.")


class Worker:
    """The process that does long work, such as printing; started again when it ends. It writes to log/werker.log."""

    def __init__(self, environment: Mapping[str, str], found: Database) -> None:
        # a job gets a moment to end; one that does not is begun again at the next start
        self.environment = {"NPVR_WERKER_TEGELIJK": "1", "NPVR_WERKER_UITLOOP": "2", **environment}
        self.found = found
        self.process: subprocess.Popen[bytes] | None = None
        self.again = 0.0
        self._exit = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self.revive()
        return self

    def __exit__(self, *error: object) -> None:
        self._exit.close()

    def revive(self) -> None:
        """Starts it when it does not run, at most once in five seconds."""
        if (self.process is not None and self.process.poll() is None) or time.monotonic() < self.again:
            return
        self._exit.close()
        self.again = time.monotonic() + 5
        log = VAR / "log" / "werker.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        output = self._exit.enter_context(log.open("ab"))
        command: list[str | Path] = [PYTHON, ROOT / "manage.py", "werker"]
        self.process = self._exit.enter_context(
            background(
                command, env=self.environment, output=output.fileno(), errors=subprocess.STDOUT, keep=self.found.keep
            )
        )


def _watch(process: subprocess.Popen[bytes], found: Database, worker: Worker) -> None:
    """Returns when the portal ends by itself; meanwhile starts a PostgreSQL or a worker that was killed again."""
    while True:
        try:
            code = process.wait(1)
            raise Problem(f"Het portaal is onverwacht gestopt (code {code}); de reden staat hierboven.")
        except subprocess.TimeoutExpired:
            if found.cluster:
                found.cluster.revive()
            worker.revive()
