"""The tables of the tests: made once, copied by each run; and the order in which a run begins its tests."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from script._launch import seed as seeds
from script._launch.test import CLUSTERS
from tests.conftest import pytest_collection_modifyitems

pytestmark = pytest.mark.scripts


@pytest.fixture
def folder() -> Iterator[Path]:
    parent = Path(tempfile.mkdtemp(prefix="npvr-toets-"))
    parent.chmod(0o755)
    yield parent
    shutil.rmtree(parent)


def test_a_copy_has_the_tables_and_the_seed_stays_as_it_was(folder: Path) -> None:
    seed = seeds.ensure_seed(CLUSTERS)
    assert seeds.ensure_seed(CLUSTERS) == seed
    before = (seed / "global" / "pg_control").read_bytes()
    for name in ("een", "twee"):
        with (
            seeds.SeededCluster(folder / name, seed) as cluster,
            psycopg.connect(cluster.seeded_url, autocommit=True) as connection,
        ):
            row = connection.execute("SELECT count(*) FROM django_migrations WHERE app = 'opgaven'").fetchone()
            assert row and row[0] > 0
            assert connection.execute("SELECT count(*) FROM opgaven_plan").fetchone() == (0,)
            connection.execute("CREATE TABLE van_deze_kopie ()")
        assert not (folder / name).exists()
    assert (seed / "global" / "pg_control").read_bytes() == before


def test_another_migration_is_another_seed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("npvr/settings.py", "requirements-dev.txt", "script/_launch/seed.py", "script/_launch/postgres.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (folder / "opgaven" / "migrations").mkdir(parents=True)
    monkeypatch.setattr(seeds, "ROOT", folder)
    monkeypatch.setattr(seeds, "__file__", str(folder / "script/_launch/seed.py"))
    first = seeds.fingerprint()
    assert seeds.fingerprint() == first
    (folder / "opgaven" / "migrations" / "0009_nieuw.py").write_text("x")
    assert seeds.fingerprint() != first


@pytest.mark.parametrize(
    ("processes", "order"), [("1", "abLcdMe"), ("2", "LabcMde"), ("3", "LabMcde")], ids=["een", "twee", "drie"]
)
def test_what_takes_long_begins_first_in_each_process(
    processes: str, order: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Capitals take long. Nothing is lost or doubled."""
    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", processes)
    items: list[Any] = [
        SimpleNamespace(name=n, get_closest_marker=lambda mark, n=n: n.isupper() and mark == "lang") for n in "abLcdMe"
    ]
    pytest_collection_modifyitems(request.config, items)
    assert "".join(item.name for item in items) == order
