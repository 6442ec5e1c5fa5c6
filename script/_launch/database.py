"""The database and the settings with which the portal runs here."""

import contextlib
import os
import re
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from script._launch.postgres import Cluster, PostgresError
from script._launch.process import VAR, Problem
from script._launch.setup import PYTHON


@dataclass(frozen=True)
class Database:
    environment: dict[str, str]
    cluster: Cluster | None
    """Ours; None when DATABASE_URL names one."""

    @property
    def keep(self) -> tuple[int, ...]:
        """File descriptors with which a child keeps the server up."""
        return (self.cluster.usage_descriptor,) if self.cluster else ()


@contextlib.contextmanager
def database(own: Cluster) -> Iterator[Database]:
    """The database of DATABASE_URL, else of our own server, which is started when needed. Raises Problem."""
    if os.environ.get("DATABASE_URL"):
        _ensure_reachable(os.environ["DATABASE_URL"])
        yield Database({}, None)
        return
    try:
        with own as cluster:
            yield Database(cluster.environment, cluster)
    except PostgresError as error:
        raise Problem(str(error)) from error


# Other errors than these two are for the settings to judge: they read the address a little differently.
PROBE = """
import os, sys, psycopg
try:
    psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=3).close()
except psycopg.OperationalError as error:
    sys.exit(" ".join(str(error).split()))
except psycopg.ProgrammingError:
    pass
"""


def _ensure_reachable(url: str) -> None:
    if not re.match(r"(postgres|postgresql|pgsql|psql|postgis)://", url):
        raise Problem("DATABASE_URL is geen adres van een PostgreSQL, zoals postgresql://naam:wachtwoord@server/npvr.")
    probe = subprocess.run([PYTHON, "-c", PROBE], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    reason = probe.stderr.strip()
    if probe.returncode and "ModuleNotFoundError" in reason:
        raise Problem("De installatie is beschadigd; herstel haar met: script/setup --opnieuw")
    if probe.returncode:
        raise Problem(f"De database in DATABASE_URL is niet bereikbaar: {reason}")


def portal_environment(found: Database) -> dict[str, str]:
    """For everything that runs on the example: the caller's settings, completed for demo mode."""
    given = {name: value for name, value in os.environ.items() if value}
    given.setdefault("NPVR_DEMO", "1")
    if "SECRET_KEY" not in given:
        given["SECRET_KEY"] = secret_key()
    return {**given, "NPVR_VAR": str(VAR), "NPVR_PERS_BIJ": str(os.getpid()), **found.environment}


def secret_key() -> str:
    """Made once per copy of the project; only for trying out."""
    path = VAR / "secret-key"
    try:
        if not path.exists():
            VAR.mkdir(parents=True, exist_ok=True)
            descriptor, scratch = tempfile.mkstemp(dir=VAR)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(50))
            with contextlib.suppress(FileExistsError):
                os.link(scratch, path)  # fails where another start was first: both then use that one
            os.unlink(scratch)
        return path.read_text()
    except PermissionError as error:
        raise Problem(f"{error.filename} is van een andere gebruiker: start als die gebruiker.") from error


def own_folder() -> Path:
    return VAR / "postgres"


def own_cluster() -> Cluster:
    return Cluster(own_folder())
