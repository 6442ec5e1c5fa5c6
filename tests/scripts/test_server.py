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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.scripts
ROOT = Path(__file__).resolve().parents[2]
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
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        with contextlib.closing(connection):
            connection.request("GET", path)
            return connection.getresponse().status

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@contextlib.contextmanager
def server(environment: dict[str, str], port: int) -> Iterator[Server]:
    """A portal that says it runs."""
    output = Path(environment["NPVR_VAR"]) / "uitvoer"
    with output.open("w") as file:
        command = [ROOT / "script" / "server", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, env=environment, stdout=file, stderr=file, text=True)
    try:
        deadline = time.monotonic() + 90
        while "Het portaal draait op" not in output.read_text():
            assert process.poll() is None, output.read_text()
            assert time.monotonic() < deadline, output.read_text()
            time.sleep(0.05)
        yield Server(process, port, output)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def run(script: str, *arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [ROOT / "script" / script, *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120)


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


def migrations_in_database(env: dict[str, str]) -> int:
    code = (
        "from django.db.migrations.recorder import MigrationRecorder as R; print('aantal', R.Migration.objects.count())"
    )
    result = run("manage", "shell", "-v", "0", "-c", code, env=env)
    assert result.returncode == 0, result.stderr
    return int(result.stdout.split("aantal ")[1])


def test_server_from_first_start_to_last(environment: dict[str, str], port: int) -> None:
    folder = Path(environment["NPVR_VAR"])
    with server(environment, port) as first:
        assert first.get("/gezond/") == 200
        assert first.get("/") == 200
        assert (folder / "secret-key").stat().st_mode & 0o077 == 0

        # A second one on the same port says so in one sentence, and disturbs nothing.
        again = run("server", f"127.0.0.1:{port}", env=environment)
        assert again.returncode == 1
        assert again.stderr.splitlines() == [
            f"Poort {port} is al in gebruik; kies een andere, bijvoorbeeld: script/server 127.0.0.1:{port + 1}"
        ]

        # script/manage shares the database of the running portal, and leaves it up.
        count = migrations_in_database(environment)
        assert count > 10
        assert first.get("/gezond/") == 200

        # PostgreSQL is killed: the portal comes back by itself.
        pid_file = folder / "postgres" / "cluster" / "data" / "postmaster.pid"
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
        deadline = time.monotonic() + 20
        while first.get("/gezond/") != 200:
            assert time.monotonic() < deadline
            time.sleep(0.2)

        assert first.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert not processes_of(folder)

    started = time.monotonic()
    with server(environment, port) as second:
        assert time.monotonic() - started < 15
        assert migrations_in_database(environment) == count
        assert second.end(signal.SIGINT) == 128 + signal.SIGINT
    assert not processes_of(folder)
    assert migrations_in_database(environment) == count


def test_server_killed_without_mercy(environment: dict[str, str], port: int) -> None:
    """The portal ends with its launcher; PostgreSQL is found and ended by whoever comes next."""
    folder = Path(environment["NPVR_VAR"])
    with server(environment, port) as killed:
        killed.end(signal.SIGKILL)
        deadline = time.monotonic() + 15
        while processes_of(folder, "gunicorn"):
            assert time.monotonic() < deadline
            time.sleep(0.1)
    with server(environment, port) as next_one:
        assert next_one.get("/gezond/") == 200


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


def test_manage_passes_on_arguments_and_exit_code(environment: dict[str, str]) -> None:
    result = run("manage", "shell", "-v", "0", "-c", "import sys; print('een woord'); sys.exit(7)", env=environment)
    assert (result.returncode, result.stdout) == (7, "een woord\n")
