"""The tables of the tests: made once per set of migrations, and copied by every run.

A seed is the data of a stopped PostgreSQL with one database, NAME, that all migrations have gone over. Making one takes
some fifteen seconds, a copy 0.2 s. Tests migrate what they get all the same: a seed saves work and decides nothing."""

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
from pathlib import Path

from script._launch.postgres import NAME as OWNER
from script._launch.postgres import Cluster, PostgresError
from script._launch.process import ROOT, VAR, Problem, say
from script._launch.setup import PYTHON

NAME = "npvr_sjabloon"
"""Of the database inside; what Django makes its test databases of (tests/conftest.py)."""
LOG = VAR / "log" / "sjabloon.log"


def seeded(url: str) -> str:
    return url.replace(f"@/{OWNER}?", f"@/{NAME}?")


class SeededCluster(Cluster):
    """Begins as a copy of a seed; a throwaway, unless told."""

    def __init__(self, folder: Path, seed: Path, *, throwaway: bool = True) -> None:
        super().__init__(folder, throwaway=throwaway)
        self.seed = seed

    @property
    def seeded_url(self) -> str:
        """Of the database that all migrations have gone over."""
        return seeded(self.url)

    def _create(self) -> None:
        scratch = self.place / "data.nieuw"
        shutil.rmtree(scratch, ignore_errors=True)
        copied = subprocess.run(["cp", "-a", "--reflink=auto", self.seed, scratch], capture_output=True, text=True)
        if copied.returncode:
            raise PostgresError(f"Het sjabloon van de tests is niet te kopiëren: {copied.stderr.strip()}")
        scratch.rename(self.data)


class _Maker(Cluster):
    """A throwaway whose data are kept."""

    def add_database(self) -> str:
        """Its address."""
        self._do("psql", "-q", "-h", self.socket_folder, "-U", OWNER, "-d", OWNER, "-c", f"CREATE DATABASE {NAME}")
        return seeded(self.url)

    def take_data(self, target: Path) -> None:
        """Stops, and moves the data to `target`, without the log of what was written."""
        self._stop()
        self._do("pg_resetwal", "-D", self.data)
        shutil.move(self.data, target)


def ensure_seed(folder: Path) -> Path:
    """The seed in `folder` for the migrations as they are now; others that were there go. Raises Problem."""
    folder.mkdir(parents=True, exist_ok=True)
    seed = folder / f"sjabloon-{fingerprint()}"
    if seed.exists():
        return seed
    with (folder / "sjabloon.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not seed.exists():
            say("De tabellen van de tests klaarzetten …")
            for old in folder.glob("sjabloon-*"):
                shutil.rmtree(old, ignore_errors=True)
            try:
                _make(folder / f"{os.getpid()}", seed)
            except PostgresError as error:
                raise Problem(str(error)) from error
    return seed


def fingerprint() -> str:
    """Of what a migrated database comes from: migrations and settings, the locked parts, PostgreSQL and its user."""
    paths = [*ROOT.glob("*/migrations/*.py"), ROOT / "npvr/settings.py", ROOT / "requirements-dev.txt"]
    paths += [Path(__file__), Path(__file__).with_name("postgres.py")]
    found = hashlib.sha256(f"{platform.machine()} {os.geteuid()} {ROOT.stat().st_uid}".encode())
    for path in sorted(paths):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def _make(folder: Path, seed: Path) -> None:
    with _Maker(folder, throwaway=True) as cluster:
        environment = {**os.environ, **cluster.environment, "DATABASE_URL": cluster.add_database(), "NPVR_TEST": "1"}
        LOG.parent.mkdir(parents=True, exist_ok=True)
        with LOG.open("wb") as log:
            migrate: list[str | Path] = [PYTHON, ROOT / "manage.py", "migrate", "--noinput", "-v", "0"]
            code = subprocess.run(migrate, env=environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT).returncode
        if code:
            reasons = LOG.read_text(errors="replace").strip().splitlines() or ["onbekende oorzaak"]
            raise PostgresError(f"De tabellen van de tests kunnen niet worden gemaakt: {reasons[-1]} (zie {LOG})")
        cluster.take_data(seed)
