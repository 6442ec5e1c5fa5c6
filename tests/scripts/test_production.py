"""Production: the settings of docker-compose.yml, the two roles of the database, and the health check."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
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


def manage(cluster: Cluster, role: str, *arguments: str) -> str:
    """manage.py with the variables that docker-compose.yml sets."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("NPVR_", "PG", "DJANGO_"))}
    env |= {
        "DATABASE_URL": url(cluster, role),
        "SECRET_KEY": "s" * 30 + "0123456789 een lang geheim",
        "ALLOWED_HOSTS": "portaal.voorbeeld.nl",
        "CSRF_TRUSTED_ORIGINS": "https://portaal.voorbeeld.nl",
        "EMAIL_URL": "smtp+tls://naam:woord@mail.voorbeeld.nl:587",
    }
    command = [sys.executable, ROOT / "manage.py", *arguments]
    result = subprocess.run(command, env=env, capture_output=True, text=True, cwd=ROOT)
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


def test_dockerfile_copies_only_what_exists() -> None:
    text = (ROOT / "Dockerfile").read_text()
    named = re.findall(r"^COPY (?!--from)(.+) \./?$", text, re.MULTILINE)
    files = [name for line in named for name in line.split() if name != "."]
    assert files
    assert all((ROOT / name).exists() for name in files)
    assert text.rindex("USER npvr") < text.rindex("CMD [")


def test_every_setting_is_documented() -> None:
    names = set(re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "npvr" / "settings.py").read_text()))
    page = (ROOT / "docs" / "beheer" / "instellingen.md").read_text()
    assert "SECRET_KEY" in names
    documented = {
        name for cell in re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE) for name in re.findall(r"\w+", cell)
    }
    assert names - documented == set()
