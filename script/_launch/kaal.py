"""script/kaal: script/test in a Debian that has nothing but python3, git and certificates.

The bare root is a folder; its mounts and processes live in namespaces of their own, so that they end with the command
however it ends, and nothing of this machine is ever mounted where the folder is thrown away."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from script._launch.process import ROOT, VAR, Problem, background, run_logged, say
from script._launch.system import ensure_packages

RELEASE = "bookworm"
PACKAGES = "python3,git,ca-certificates"
PROJECT = Path("srv/npvr")
LOG = VAR / "log" / "kaal.log"
USAGE = """Gebruik: script/kaal [--alles] [--bewaar] [argumenten voor pytest]

Zonder argumenten een kleine keuze van de tests; --alles alle tests; --bewaar laat de map staan om in te kijken."""

SELECTION = [
    "tests/scripts",
    "tests/e2e/test_lezen.py",
    "tests/documenten/test_pdf_fiche.py",
    "tests/inlezen/test_terug_odt.py",
]
"""Each needs another part of the system: PostgreSQL and the scripts, the browser, the press, readers and writers."""

SETTINGS = ("PIP_", "UV_", "NPM_CONFIG_", "SSL_CERT_", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "NPVR_PROEF_")
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
"""Beginnings of the variables that say where packages come from; in capitals, and any way of writing is taken along."""

CONFIGURATION = (
    "/etc/resolv.conf",
    "/etc/hosts",
    "/etc/pip.conf",
    "/etc/xdg/pip",
    "/etc/uv/uv.toml",
    "/etc/ssl/certs/ca-certificates.crt",
    "/usr/local/share/ca-certificates",
)
OF_HOME = (".config/pip/pip.conf", ".pip/pip.conf", ".config/uv/uv.toml", ".npmrc")
"""What says the same in files; copied when it is there, from the home folder to root's."""

ENTER = """
set -e
mount --make-rprivate /
mount -t proc proc "$1/proc"
mount -t sysfs -o ro sysfs "$1/sys"
mount -t tmpfs -o mode=755 tmpfs "$1/dev"
for each in null zero full random urandom tty; do
    : > "$1/dev/$each"
    mount --bind "/dev/$each" "$1/dev/$each"
done
mkdir "$1/dev/pts" "$1/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
ln -s pts/ptmx "$1/dev/ptmx"
ln -s /proc/self/fd "$1/dev/fd"
mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
for folder in $2; do
    mkdir -p "$1$folder"
    mount --bind -o ro "$folder" "$1$folder"
done
folder=$3
root=$1
shift 3
chroot "$root" /bin/sh -c 'cd "$0" && exec "$@"' "$folder" "$@" || exit $?
"""
"""In namespaces of its own: $1 is the root, $2 folders of this machine to look into, $3 where to start, then a command.
This shell stays: as process 1 it sees to what is left of programs that lost their parent."""


def main(arguments: list[str]) -> int:
    if {"-h", "--help", "--hulp"} & {*arguments}:
        say(USAGE)
        return 0
    everything, keep = "--alles" in arguments, "--bewaar" in arguments
    chosen = [argument for argument in arguments if argument not in ("--alles", "--bewaar")]
    if os.geteuid():
        raise Problem("script/kaal maakt een eigen systeem en moet daarom als root draaien (sudo script/kaal).")
    ensure_packages([] if shutil.which("debootstrap") else ["debootstrap"], purpose="voor script/kaal", required=True)
    root = Path(tempfile.mkdtemp(prefix="npvr-kaal-", dir=os.environ.get("NPVR_KAAL_MAP") or "/var/tmp"))  # noqa: S108
    root.chmod(0o755)
    try:
        build(root)
        command = ["script/test", *(chosen if chosen or everything else SELECTION)]
        say(f"script/test draait in {root} …")
        with background(enter(root, command), env=environment()) as process:
            return process.wait()
    finally:
        if keep:
            say(f"Het kale systeem staat nog in {root}; verwijder het zelf.")
        else:
            remove(root)


def build(root: Path) -> None:
    """A minimal Debian in `root`, with a copy of the project as it stands in git's eyes. Some two minutes."""
    mirror, security = _mirrors()
    say(f"Een kaal Debian maken in {root} …")
    try:
        options: list[str | Path] = ["--variant=minbase", f"--include={PACKAGES}", RELEASE, root, mirror]
        run_logged(["debootstrap", *options], log=LOG, env=os.environ)
    except subprocess.CalledProcessError as error:
        raise Problem(f"Het kale systeem kon niet worden gemaakt; de reden staat in {LOG}.") from error
    (root / "etc/apt/sources.list").write_text(
        f"deb {mirror} {RELEASE} main\ndeb {mirror} {RELEASE}-updates main\ndeb {security} {RELEASE}-security main\n"
    )
    copy_configuration(root)
    copy_project(root / PROJECT)


def _mirrors() -> tuple[str, str]:
    """Where Debian's packages and their security updates come from: as this machine has it, unless told otherwise."""
    told = os.environ.get("NPVR_KAAL_SPIEGEL"), os.environ.get("NPVR_KAAL_SPIEGEL_VEILIGHEID")
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages"]
    lines = [] if all(told) else subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    own = [line.split()[0].rstrip("/") for line in lines if "security" not in line]
    safe = [line.split()[0].rstrip("/") for line in lines if "security" in line]
    mirror, security = told[0] or (own or [""])[0], told[1] or (safe or [""])[0]
    if not mirror or not security:
        raise Problem("Dit apparaat noemt geen bron van Debian: zet NPVR_KAAL_SPIEGEL en NPVR_KAAL_SPIEGEL_VEILIGHEID.")
    return mirror, security


def copy_configuration(root: Path) -> None:
    """How this machine reaches its registries: names, certificates, proxies, the settings of pip, uv, npm and apt."""
    home = Path.home()
    pairs = [(Path(path), root / path.lstrip("/")) for path in CONFIGURATION]
    pairs += [(home / path, root / "root" / path) for path in OF_HOME]
    pairs += [(path, root / "etc/apt/apt.conf.d" / path.name) for path in _apt_settings()]
    for source, target in pairs:
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            shutil.copyfile(source, target)


def _apt_settings() -> Iterable[Path]:
    """Only what says how to fetch; the rest would be about programs that a bare system does not have."""
    for path in Path("/etc/apt/apt.conf.d").glob("*"):
        if path.is_file() and "Acquire::" in path.read_text(errors="replace"):
            yield path


def copy_project(target: Path) -> None:
    """What a clone would have, with the changes that are not committed yet."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        raise Problem(f"{ROOT} is geen kloon van git: {listed.stderr.strip()}")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)


def environment() -> dict[str, str]:
    """Nothing of ours but where packages come from."""
    passed = {
        name: value
        for name, value in os.environ.items()
        if name.upper().startswith(SETTINGS) or name.upper() in PROXIES
    }
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return passed | {"PATH": path, "HOME": "/root", "LANG": "C.UTF-8", "TERM": os.environ.get("TERM", "dumb")}


def enter(root: Path, command: list[str]) -> list[str | Path]:
    folders = os.environ.get("NPVR_KAAL_MEE", "").replace(":", " ")
    alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--"]
    return [*alone, "/bin/sh", "-c", ENTER, "sh", root, folders, f"/{PROJECT}", *command]


def remove(root: Path) -> None:
    """Only when nothing is mounted below it: what lies behind a mount is not ours to remove."""
    if is_mounted_below(root, Path("/proc/self/mounts").read_text()):
        raise Problem(f"In {root} is nog iets aangekoppeld; haal dat los (umount) en verwijder de map dan zelf.")
    shutil.rmtree(root, ignore_errors=True)


def is_mounted_below(root: Path, mounts: str) -> bool:
    places = (line.split(" ")[1] for line in mounts.splitlines() if line.count(" ") > 1)
    return any(Path(place).is_relative_to(root) for place in places)
