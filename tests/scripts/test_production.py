"""Production: the settings of docker-compose.yml, the two roles of the database, and the health check."""

import configparser
import http.client
import os
import re
import runpy
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import yaml

from script._launch.postgres import Cluster

pytestmark = pytest.mark.scripts
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server with the two roles, and the tables made by the owner."""
    folder = Path(tempfile.mkdtemp(prefix="npvr-toets-"))
    folder.chmod(0o755)
    with Cluster(folder / "postgres", throwaway=True) as cluster:
        psql = [cluster.programs / "psql", "-q", "-U", "npvr", "-h", cluster.socket_folder, "-d", "npvr"]
        roles = ["-v", "ON_ERROR_STOP=1", "-v", "eigenaar_wachtwoord=een", "-v", "app_wachtwoord=twee"]
        subprocess.run([*psql, *roles, "-f", ROOT / "deploy" / "postgres" / "rollen.sql"], check=True)
        manage(cluster, "npvr_eigenaar", "migrate", "--noinput", "-v", "0")
        yield cluster
    shutil.rmtree(folder)


def url(cluster: Cluster, role: str) -> str:
    return f"postgresql://{role}@/npvr?host={cluster.socket_folder}"


def environment(cluster: Cluster, role: str) -> dict[str, str]:
    """The variables that docker-compose.yml sets."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("NPVR_", "PG", "DJANGO_"))}
    return env | {
        "DATABASE_URL": url(cluster, role),
        "SECRET_KEY": "s" * 30 + "0123456789 een lang geheim",
        "ALLOWED_HOSTS": "portaal.voorbeeld.nl",
        "CSRF_TRUSTED_ORIGINS": "https://portaal.voorbeeld.nl",
        "EMAIL_URL": "smtp+tls://naam:woord@mail.voorbeeld.nl:587",
    }


def manage(cluster: Cluster, role: str, *arguments: str) -> str:
    command = [sys.executable, ROOT / "manage.py", *arguments]
    result = subprocess.run(command, env=environment(cluster, role), capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stderr
    return result.stdout + result.stderr


def test_check_deploy_is_clean(cluster: Cluster) -> None:
    output = manage(cluster, "npvr_app", "check", "--deploy", "--fail-level", "WARNING", "--database", "default")
    assert "no issues" in output


def test_app_role_works_with_rows(cluster: Cluster) -> None:
    assert manage(cluster, "npvr_app", "migrate", "--check") == ""
    with psycopg.connect(url(cluster, "npvr_app")) as connection:
        connection.execute("INSERT INTO django_session VALUES ('sleutel', 'inhoud', now())")
        connection.execute("DELETE FROM django_session WHERE session_key = 'sleutel'")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE django_session DISABLE TRIGGER ALL",
        "DROP TABLE django_session",
        "TRUNCATE django_session",
        "CREATE TABLE eigen ()",
        "CREATE FUNCTION eigen() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SET session_replication_role = replica",
        "SET ROLE npvr_eigenaar",
    ],
)
def test_app_role_cannot_change_the_house(cluster: Cluster, statement: str) -> None:
    with (
        psycopg.connect(url(cluster, "npvr_app"), autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement)


def test_worker_runs_as_the_app_role(cluster: Cluster) -> None:
    """The queue's tables and functions belong to the owner; the worker does what waits, and its health is told."""
    check = [sys.executable, ROOT / "deploy" / "healthcheck_werker.py"]
    env = os.environ | {"DATABASE_URL": url(cluster, "npvr_app")}
    assert subprocess.run(check, env=env).returncode == 1
    with psycopg.connect(url(cluster, "npvr_app")) as connection:
        connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('snel', 'npvr.ruim_taken_op', '{}')"
        )
    assert "werker stopt" in manage(cluster, "npvr_app", "werker", "--eenmalig")
    with psycopg.connect(url(cluster, "npvr_app")) as connection:
        assert connection.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() == (0,)
        connection.execute("SELECT procrastinate_register_worker_v1()")
        connection.commit()
        assert subprocess.run(check, env=env).returncode == 0
        connection.execute("DELETE FROM procrastinate_workers")


def test_health_of_a_worker_is_its_own(cluster: Cluster, tmp_path: Path) -> None:
    """Two workers on one queue: the one that was killed is not well because the other is."""
    check = [sys.executable, ROOT / "deploy" / "healthcheck_werker.py"]
    signs = [tmp_path / name for name in ("een", "twee")]
    env = [environment(cluster, "npvr_app") | {"NPVR_WERKER_TEKEN": str(s), "NPVR_WERKER_STIL": "3"} for s in signs]

    def well(which: int) -> bool:
        return subprocess.run(check, env=env[which]).returncode == 0

    assert not well(0)
    workers = [subprocess.Popen([sys.executable, ROOT / "manage.py", "werker"], env=each, cwd=ROOT) for each in env]
    try:
        assert soon(lambda: well(0)) and soon(lambda: well(1))
        workers[0].kill()
        workers[0].wait()
        assert soon(lambda: not well(0))
        assert well(1)
    finally:
        for worker in workers:
            worker.terminate()
            worker.wait(20)
    assert not well(1), "one that stopped is not well either"
    signs[1].write_text("")
    assert not well(1)


def soon(ask: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 30
    while not ask():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def test_a_back_up_can_be_put_back_and_old_ones_go(cluster: Cluster, tmp_path: Path) -> None:
    """The script of the container: a file that pg_restore reads, the seals beside it, and nothing half."""
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "zegels.txt").write_text("1 1 abc\n")
    old = [tmp_path / f"npvr-2026-01-{n:02}T030000.dump" for n in range(1, 9)]
    for path in old:
        path.touch()
        os.utime(path, (0, 0))
    (tmp_path / ".bezig-2026").touch()
    env = os.environ | cluster.environment | {"PGDATABASE": "npvr", "PGUSER": "npvr_eigenaar"}
    env["PATH"] = f"{cluster.programs}{os.pathsep}{env['PATH']}"
    env |= {"NPVR_KOPIE_MAP": str(tmp_path), "NPVR_VAR": str(tmp_path / "var")}
    script = [ROOT / "deploy" / "reservekopie.sh", "nu"]
    done = subprocess.run(script, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (dump,) = tmp_path.glob("npvr-*.dump")
    assert dump.stat().st_mode & 0o077 == 0
    assert next(tmp_path.glob("zegels-*.txt")).read_text() == "1 1 abc\n"
    assert not [*tmp_path.glob(".bezig-*")]

    psql = [cluster.programs / "psql", "-q", "-At", "-h", cluster.socket_folder, "-U", "npvr"]
    subprocess.run([*psql, "-d", "npvr", "-c", "CREATE DATABASE terug"], check=True)
    restore = [cluster.programs / "pg_restore", "-h", cluster.socket_folder, "-U", "npvr", "--exit-on-error"]
    subprocess.run([*restore, "--dbname", "terug", dump], check=True)
    count = "SELECT count(*) FROM django_migrations"
    there, here = (
        subprocess.run([*psql, "-d", name, "-c", count], capture_output=True, text=True).stdout
        for name in ("terug", "npvr")
    )
    assert there == here != ""
    subprocess.run([*psql, "-d", "npvr", "-c", "DROP DATABASE terug"], check=True)

    failed = subprocess.run(script, env=env | {"PGDATABASE": "bestaat_niet"}, capture_output=True, text=True)
    assert failed.returncode == 1
    assert [*tmp_path.glob("npvr-*.dump")] == [dump]


def test_a_connection_outlives_the_patience_of_the_proxy(cluster: Cluster, tmp_path: Path) -> None:
    """The proxy may send the next request over a connection that it did not use for a while: gunicorn's own two seconds
    are too short, and what somebody posts then would be gone."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    env = environment(cluster, "npvr_app") | {"NPVR_LUISTER": f"127.0.0.1:{port}", "NPVR_VAR": str(tmp_path)}
    command = [sys.executable, "-m", "gunicorn", "npvr.wsgi", "--config", ROOT / "deploy" / "gunicorn.conf.py"]
    served = subprocess.Popen([*command, "--log-level", "error"], env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    headers = {"Host": "portaal.voorbeeld.nl", "X-Forwarded-Proto": "https"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)

    def asks() -> bool:
        try:
            connection.request("GET", "/gezond/", headers=headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status == 200
        except OSError:
            connection.close()
            return False

    try:
        assert soon(asks)
        used = connection.sock
        time.sleep(3.5)
        assert asks() and connection.sock is used
    finally:
        connection.close()
        served.terminate()
        served.wait(20)


def test_who_asks_lets_go_of_a_connection_first() -> None:
    settings = runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))
    proxy = re.search(r"keepalive (\d+)s", (ROOT / "deploy" / "Caddyfile").read_text())
    assert proxy and int(proxy[1]) + 30 < settings["keepalive"]


def test_app_role_owns_nothing(cluster: Cluster) -> None:
    owned = "SELECT count(*) FROM pg_class WHERE relowner = 'npvr_app'::regrole"
    with psycopg.connect(url(cluster, "npvr_app")) as connection:
        row = connection.execute(owned).fetchone()
    assert row == (0,)


def test_compose_asks_for_every_secret() -> None:
    """No secret has a default, and the example lists every variable that must be filled in."""
    text = (ROOT / "docker-compose.yml").read_text()
    needed = set(re.findall(r"\$\{(\w+):\?", text))
    assert {"SECRET_KEY", "DB_APP_WACHTWOORD", "DB_EIGENAAR_WACHTWOORD", "DB_BEHEER_WACHTWOORD"} <= needed
    example = (ROOT / "deploy" / "voorbeeld.env").read_text()
    assert needed == set(re.findall(r"^(\w+)=", example, re.MULTILINE))


def test_compose_separates_owner_and_app() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert "//npvr_eigenaar:" in services["migrate"]["environment"]["DATABASE_URL"]
    assert "//npvr_app:" in services["web"]["environment"]["DATABASE_URL"]
    assert "//npvr_app:" in services["worker"]["environment"]["DATABASE_URL"]
    assert not {"NPVR_DEMO"} & {*services["web"]["environment"], *services["worker"]["environment"]}
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


NOT_IN_A_CONTAINER = {
    *("NPVR_DEMO", "NPVR_DEBUG", "NPVR_TEST"),  # never in production
    *("NPVR_VAR", "NPVR_STATIC_ROOT"),  # the image knows where
    "NPVR_PERS_BIJ",  # a container takes all its processes along
}


def test_every_setting_can_be_set_in_compose() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    passed = {*services["web"]["environment"], *services["worker"]["environment"]}
    assert settings_of_the_portal() - passed == NOT_IN_A_CONTAINER


def test_every_service_is_closed_and_its_log_bounded() -> None:
    for name, service in yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"].items():
        assert service["read_only"] and service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"] and service["pids_limit"], name
        assert service["logging"]["options"] == {"max-size": "20m", "max-file": "10"}, name


def test_image_holds_what_compose_and_the_dockerfile_run() -> None:
    """.dockerignore leaves deploy/ out, but for what is named."""
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    text = (ROOT / "Dockerfile").read_text() + (ROOT / "docker-compose.yml").read_text()
    used = {path for path in re.findall(r"deploy/[\w.]+\.py", text)}
    assert used == {"deploy/healthcheck.py", "deploy/healthcheck_werker.py", "deploy/gunicorn.conf.py"}
    assert "deploy/*" in ignored and all(f"!{path}" in ignored and (ROOT / path).exists() for path in used)


def test_units_of_systemd_run_what_is_there() -> None:
    found = {}
    for path in (ROOT / "deploy" / "systemd").iterdir():
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str  # type: ignore[assignment, method-assign]
        unit.read(path)
        found[path.name] = unit
    assert set(found) == {"npvr.service", "npvr-werker.service", "npvr-kopie.service", "npvr-kopie.timer"}
    assert "deploy/gunicorn.conf.py" in found["npvr.service"]["Service"]["ExecStart"]
    assert found["npvr-werker.service"]["Service"]["ExecStart"].endswith("manage.py werker")
    assert "NPVR_WERKER_TEKEN=/run/npvr-werker/" in found["npvr-werker.service"]["Service"]["Environment"]
    assert "/deploy/reservekopie.sh " in found["npvr-kopie.service"]["Service"]["ExecStart"]
    for name, unit in found.items():
        if name.endswith(".service"):
            assert unit["Service"]["User"] == "npvr" and unit["Service"]["NoNewPrivileges"] == "yes", name
    page = (ROOT / "docs" / "beheer" / "productie.md").read_text()
    assert all(name in page for name in found)


def test_dockerfile_copies_only_what_exists() -> None:
    text = (ROOT / "Dockerfile").read_text()
    named = re.findall(r"^COPY (?!--from)(.+) \./?$", text, re.MULTILINE)
    files = [name for line in named for name in line.split() if name != "."]
    assert files
    assert all((ROOT / name).exists() for name in files)
    assert text.rindex("USER npvr") < text.rindex("CMD [")


def settings_of_the_portal() -> set[str]:
    return set(re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "npvr" / "settings.py").read_text()))


def test_every_setting_is_documented() -> None:
    names = settings_of_the_portal()
    page = (ROOT / "docs" / "beheer" / "instellingen.md").read_text()
    assert "SECRET_KEY" in names
    documented = {
        name for cell in re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE) for name in re.findall(r"\w+", cell)
    }
    assert names - documented == set()
