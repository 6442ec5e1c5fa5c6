"""The few packages of the operating system: look, install when allowed, or name the exact line."""

import contextlib
import ctypes
import os
import platform
import shutil
import subprocess
from pathlib import Path

from script._launch.process import VAR, Problem, run_logged, say, warn

PDF_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
LOG = VAR / "log" / "apt.log"
APT = ["-q", "-o", "DPkg::Lock::Timeout=300"]


def missing_pdf_packages() -> list[str]:
    """The packages whose library WeasyPrint would not find."""
    return [package for library, package in PDF_LIBRARIES.items() if not _loads(library)]


OFFICE_LIBRARIES = {"libswlo.so": "libreoffice-writer-nogui", "libsclo.so": "libreoffice-calc-nogui"}
"""LibreOffice comes in parts; each of these stands beside its program."""
HEADLESS = "chromium-headless-shell"
"""The same browser without what draws windows: some three quarters of the processor time."""


def missing_test_packages() -> list[str]:
    """The packages whose programs or libraries the tests would miss. Starts a browser once: 0.1 s."""
    missing = missing_pdf_packages()
    if not find_chromium() and not _is_ubuntu():
        missing.append(HEADLESS if _is_offered(HEADLESS) else "chromium")
    if not shutil.which("pdftotext"):
        missing.append("poppler-utils")
    if not _loads("libatomic.so.1"):
        missing.append("libatomic1")  # the node that comes with Playwright needs it
    return [*missing, *missing_office_packages()]


def missing_office_packages() -> list[str]:
    program = shutil.which("soffice")
    folder = Path(program).resolve().parent if program else Path()
    return [package for library, package in OFFICE_LIBRARIES.items() if not (program and (folder / library).exists())]


def ensure_browser(python: Path) -> str:
    """Path of the browser for the tests. Ubuntu's chromium is a snap; there Playwright brings its own build.

    An empty string means Playwright's own. Raises Problem."""
    path = find_chromium()
    if path or not _is_ubuntu():
        return path
    command: list[str | Path] = [python, "-m", "playwright", "install", "chromium"]
    log = VAR / "log" / "playwright.log"
    try:
        if _privilege() is not None:
            command.insert(4, "--with-deps")
        run_logged(command, log=log, env=os.environ)
    except subprocess.CalledProcessError as error:
        raise Problem(f"De browser voor de tests kon niet worden geïnstalleerd (zie {log}).") from error
    return ""


def _is_offered(package: str) -> bool:
    """Whether this version of the system has `package`; its lists are fetched when there are none yet."""

    def known() -> bool:
        found = subprocess.run(["apt-cache", "show", package], capture_output=True)
        return found.returncode == 0

    if not shutil.which("apt-cache"):
        return False
    prefix = _privilege()
    if not known() and prefix is not None:
        with contextlib.suppress(subprocess.CalledProcessError, OSError):
            run_logged([*prefix, "apt-get", *APT, "update"], log=LOG, env=os.environ)
    return known()


def _is_ubuntu() -> bool:
    return platform.freedesktop_os_release().get("ID") == "ubuntu" if Path("/etc/os-release").exists() else False


def find_chromium() -> str:
    """Path of a Chromium that starts, or an empty string."""
    for name in (HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0:
            return path
    return ""


def ensure_packages(packages: list[str], *, purpose: str, required: bool) -> None:
    """Installs `packages` as root or by a sudo that asks nothing; else names the line to type.

    Raises Problem when that fails and `required` is true; else only says so."""
    if not packages:
        return
    line = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    prefix = _privilege()
    if prefix is not None and shutil.which("apt-get"):
        say(f"Systeempakketten installeren {purpose}: {' '.join(packages)} …")
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        try:
            run_logged([*prefix, "apt-get", *APT, "update"], log=LOG, env=env)
            install = ["install", "-y", "--no-install-recommends", *packages]
            run_logged([*prefix, "apt-get", *APT, *install], log=LOG, env=env)
            return
        except (subprocess.CalledProcessError, OSError):
            message = (
                f"De pakketten {' '.join(packages)} konden niet worden geïnstalleerd ({LOG}); probeer zelf: {line}"
            )
    else:
        message = f"Er ontbreken systeempakketten {purpose}; laat een beheerder dit uitvoeren: {line}"
    if required:
        raise Problem(message)
    warn(message)


def _privilege() -> list[str] | None:
    """What to put before apt-get: nothing as root, sudo where it asks no password, None where neither works."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, stdin=subprocess.DEVNULL).returncode == 0:
        return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
