"""script/server and script/manage as a user meets them, on a database of their own."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

pytestmark = pytest.mark.scripts
ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")
OURS = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DJANGO_SETTINGS_MODULE")


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """As in a terminal: nothing of this test run, and an empty place for the data."""
    folder = Path(tempfile.mkdtemp(prefix="npvr-toets-"))
    folder.chmod(0o755)
    cleaned = {name: value for name, value in os.environ.items() if not name.startswith(("NPVR_", "PG", "PYTEST_"))}
    for name in OURS:
        cleaned.pop(name, None)
    yield cleaned | {"NPVR_VAR": str(folder)}
    assert not processes_of(folder)
    shutil.rmtree(folder)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@dataclass
class Server:
    process: subprocess.Popen[str]
    port: int
    output: Path

    def get(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request("GET", path)
            return connection.getresponse().status

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


@contextlib.contextmanager
def server(environment: dict[str, str], port: int) -> Iterator[Server]:
    """A portal that says it runs."""
    output = Path(environment["NPVR_VAR"]) / "uitvoer"
    with output.open("w") as file:
        command = [ROOT / "script" / "server", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, env=environment, stdout=file, stderr=file, text=True)
    try:
        deadline = time.monotonic() + 300
        while "Het portaal draait op" not in output.read_text():
            assert process.poll() is None, output.read_text()
            assert time.monotonic() < deadline, output.read_text()
            time.sleep(0.05)
        yield Server(process, port, output)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(60)


def run(script: str, *arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [ROOT / "script" / script, *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)


def processes_of(folder: Path, program: str = "") -> list[int]:
    """What still runs with this folder in its settings or on its command line; zombies aside."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (each / "cmdline").read_bytes()
            text = command + (each / "environ").read_bytes()
            if os.fsencode(folder) in text and program.encode() in command and int(each.name) != os.getpid():
                found.append(int(each.name))
    return found


@pytest.mark.lang
def test_from_first_start_to_last(environment: dict[str, str], port: int) -> None:
    """One story, because every chapter would need the example plan anew."""
    folder = Path(environment["NPVR_VAR"])

    with server(environment, port) as first:
        assert first.get("/gezond/") == 200
        assert first.get("/") == 200
        assert (folder / "secret-key").stat().st_mode & 0o077 == 0
        taken_port_is_one_sentence(environment, port)
        count = manage_shares_the_database(environment)
        killed_postgres_comes_back(folder, first)
        killed_worker_comes_back_and_works(folder, environment)
        press_stands_ready(folder, first, opgave=14)
        assert first.end(signal.SIGTERM) == 128 + signal.SIGTERM
    nothing_runs(folder)

    # Without a server script/manage brings its own database up and down; the data are still there.
    assert manage_shares_the_database(environment) == count
    assert not processes_of(folder)

    # Killed without mercy: the portal goes with its launcher, and the next start takes over the database.
    with server(environment, port) as killed:
        press_stands_ready(folder, killed, opgave=7)
        killed.end(signal.SIGKILL)
        deadline = time.monotonic() + 60
        while processes_of(folder, "gunicorn") or processes_of(folder, PRESS):
            assert time.monotonic() < deadline
            time.sleep(0.1)
    with server(environment, port) as last:
        assert last.get("/twente/opgaven/14/") == 200
        press_stands_ready(folder, last, opgave=5)
        assert last.end(signal.SIGINT) == 128 + signal.SIGINT
    nothing_runs(folder)
    older_database_is_one_sentence(environment, port)


def older_database_is_one_sentence(environment: dict[str, str], port: int) -> None:
    """Migrations were written anew before the first release: what the old ones made cannot be brought along."""
    row = "INSERT INTO django_migrations (app, name, applied) VALUES ('documenten', '0001_opdrachten', now())"
    code = f'from django.db import connection as c; c.cursor().execute("{row}")'
    assert run("manage", "shell", "-v0", "-c", code, env=environment).returncode == 0
    result = run("server", f"127.0.0.1:{port}", env=environment)
    assert result.returncode == 1
    assert "Deze database is van een eerdere opzet" in result.stderr
    assert len(result.stderr.splitlines()) == 1


PRESS = "documenten.druk.warm"


def press_stands_ready(folder: Path, portal: Server, *, opgave: int) -> None:
    """A print that was not made before leaves a process that waits for the next one, and ends with the portal."""
    assert portal.get(f"/twente/opgaven/{opgave}/pdf/") == 200
    assert processes_of(folder, PRESS)


def nothing_runs(folder: Path) -> None:
    """A blink later: what ends with the launcher hears of it when that has ended."""
    deadline = time.monotonic() + 2
    while left := processes_of(folder):
        assert time.monotonic() < deadline, left
        time.sleep(0.02)


def killed_worker_comes_back_and_works(folder: Path, environment: dict[str, str]) -> None:
    """It starts with the portal, again when it is killed, and does what waits."""
    before = _soon(lambda: processes_of(folder, "werker"))
    for pid in before:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    after = _soon(lambda: [pid for pid in processes_of(folder, "werker") if pid not in before])
    assert after
    ask = "from npvr.taken import zet_in_de_rij; zet_in_de_rij('opdrachten.ruim_op')"
    left = (
        "from django.db import connection as c; k = c.cursor();"
        "k.execute(\"SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'opdrachten.ruim_op'\");"
        "print(k.fetchone()[0])"
    )
    assert run("manage", "shell", "--no-imports", "-c", ask, env=environment).returncode == 0
    assert _soon(lambda: run("manage", "shell", "--no-imports", "-c", left, env=environment).stdout.strip() == "0")


def _soon(ask: Callable[[], T]) -> T:
    deadline = time.monotonic() + 60
    while not (answer := ask()):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return answer


def taken_port_is_one_sentence(environment: dict[str, str], port: int) -> None:
    again = run("server", f"127.0.0.1:{port}", env=environment)
    assert again.returncode == 1
    assert again.stderr.splitlines() == [
        f"Poort {port} is al in gebruik; kies een andere, bijvoorbeeld: script/server 127.0.0.1:{port + 1}"
    ]


def manage_shares_the_database(environment: dict[str, str]) -> int:
    """Number of migrations it finds; also checks that arguments, output and exit code pass through."""
    code = (
        "import sys; from django.db.migrations.recorder import MigrationRecorder as R;"
        "print(R.Migration.objects.count()); sys.exit(7)"
    )
    result = run("manage", "shell", "-v", "0", "-c", code, env=environment)
    assert result.returncode == 7, result.stderr
    count = int(result.stdout)
    assert count > 10
    return count


def killed_postgres_comes_back(folder: Path, portal: Server) -> None:
    pid_file = folder / "postgres" / "cluster" / "data" / "postmaster.pid"
    os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
    deadline = time.monotonic() + 60
    while portal.get("/gezond/") != 200:
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://npvr:geheim@127.0.0.1:1/npvr", "De database in DATABASE_URL is niet bereikbaar: "),
        ("postgresql://npvr@/npvr?host=/nergens", "De database in DATABASE_URL is niet bereikbaar: "),
        ("mysql://npvr@localhost/npvr", "DATABASE_URL is geen adres van een PostgreSQL"),
    ],
)
def test_server_names_an_unreachable_database(environment: dict[str, str], port: int, url: str, sentence: str) -> None:
    result = run("server", f"127.0.0.1:{port}", env=environment | {"DATABASE_URL": url})
    assert result.returncode == 1
    assert result.stderr.startswith(sentence)
    assert len(result.stderr.splitlines()) == 1
    assert "geheim" not in result.stderr


@pytest.mark.parametrize("arguments", [["0.0.0.0:8000"], ["onzin"], ["--help"], ["1", "2"]])
def test_server_refuses_other_arguments_in_one_sentence(environment: dict[str, str], arguments: list[str]) -> None:
    result = run("server", *arguments, env=environment)
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
