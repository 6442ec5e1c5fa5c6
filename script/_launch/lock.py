"""Regenerates the lock files: requirements*.txt from requirements*.in, package-lock.json from package.json."""

import json
import subprocess
from pathlib import Path

from script._launch.process import ROOT, Problem, say
from script._launch.setup import _env, ensure_npm, ensure_uv

# In this order: each file is constrained by the one it builds on, so that the shared parts are the same everywhere.
FILES = ("requirements", "requirements-demo", "requirements-dev", "requirements-tools", "requirements-node")


def main(arguments: list[str]) -> int:
    uv, npm = ensure_uv(), ensure_npm()
    # One file for every Python from 3.11 on and every platform, and no address of an index in it.
    options = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    for name in FILES:
        compile_: list[str | Path] = [
            uv,
            "pip",
            "compile",
            *options,
            "--no-header",
            *arguments,
            f"{name}.in",
            "--output-file",
        ]
        _run([*compile_, f"{name}.txt"])
    only_lock = ["--package-lock-only", "--omit-lockfile-registry-resolved"]
    _run([*npm, "install", *only_lock, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    _drop_funding()
    say("De lock-bestanden zijn bijgewerkt; script/setup installeert ze.")
    return 0


def _run(command: list[str | Path]) -> None:
    if subprocess.run(command, cwd=ROOT, env=_env()).returncode:
        raise Problem("Een lock-bestand kon niet worden gemaakt; de reden staat hierboven.")


def _drop_funding() -> None:
    """npm copies each package's donation address into the lock file; it locks nothing."""
    path = ROOT / "package-lock.json"
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")
