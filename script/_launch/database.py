"""The database and the settings with which the portal runs here."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from npvr.postgres import Cluster, PostgresError
from script._launch.process import VAR, Problem


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
def database(folder: Path, *, throwaway: bool = False) -> Iterator[Database]:
    """The database of DATABASE_URL, else one in `folder` that is started when needed. Raises Problem."""
    if os.environ.get("DATABASE_URL"):
        yield Database({}, None)
        return
    try:
        with Cluster(folder, throwaway=throwaway) as cluster:
            yield Database(cluster.environment, cluster)
    except PostgresError as error:
        raise Problem(str(error)) from error


def portal_environment(found: Database) -> dict[str, str]:
    """For everything that runs on the example: the caller's settings, completed for demo mode."""
    given = {name: value for name, value in os.environ.items() if value}
    given.setdefault("NPVR_DEMO", "1")
    if "SECRET_KEY" not in given:
        given["SECRET_KEY"] = secret_key()
    return {**given, "NPVR_VAR": str(VAR), **found.environment}


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


def own_cluster() -> Path:
    return VAR / "postgres"
