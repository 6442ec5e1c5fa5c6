"""What the scripts do when something is missing: install it where they may, else name the exact line."""

import subprocess
from pathlib import Path

import pytest

from script._launch import kaal, setup, system
from script._launch.process import ROOT, Problem


@pytest.fixture
def apt(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stands in for apt-get; the lines it was given."""
    lines: list[list[str]] = []
    monkeypatch.setattr(system, "run_logged", lambda command, **options: lines.append([str(part) for part in command]))
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    return lines


def test_ensure_packages_installs_as_root(apt: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.os, "geteuid", lambda: 0)
    system.ensure_packages(["libpango-1.0-0"], purpose="voor PDF’s", required=False)
    assert apt[0][-1] == "update"
    assert apt[1][-4:] == ["install", "-y", "--no-install-recommends", "libpango-1.0-0"]


def test_ensure_packages_without_rights_names_the_line(
    apt: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "_privilege", lambda: None)
    line = "apt-get update && apt-get install -y --no-install-recommends chromium poppler-utils"
    system.ensure_packages(["chromium", "poppler-utils"], purpose="voor de tests", required=False)
    assert capsys.readouterr().err.endswith(f": {line}\n")
    with pytest.raises(Problem) as raised:
        system.ensure_packages(["chromium", "poppler-utils"], purpose="voor de tests", required=True)
    assert str(raised.value).endswith(f": {line}")
    assert apt == []


def test_ensure_packages_names_the_line_when_apt_fails(
    apt: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(command: list[str], **options: object) -> None:
        raise subprocess.CalledProcessError(100, command, "geen netwerk")

    monkeypatch.setattr(system, "_privilege", lambda: [])
    monkeypatch.setattr(system, "run_logged", fail)
    system.ensure_packages(["libpango-1.0-0"], purpose="voor PDF’s", required=False)
    assert "probeer zelf: apt-get update && apt-get install" in capsys.readouterr().err


def test_ensure_packages_does_nothing_without_need(apt: list[list[str]]) -> None:
    system.ensure_packages([], purpose="", required=True)
    assert apt == []


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine without any program or library; what apt offers is in the list."""
    offered = [system.HEADLESS]
    monkeypatch.setattr(system, "_loads", lambda library: False)
    monkeypatch.setattr(system.shutil, "which", lambda name: None)
    monkeypatch.setattr(system, "_is_offered", lambda package: package in offered)
    monkeypatch.setattr(system, "_is_ubuntu", lambda: False)
    return offered


def test_a_bare_machine_gets_all_that_the_tests_use(bare: list[str]) -> None:
    missing = system.missing_test_packages()
    assert {"libpango-1.0-0", "chromium-headless-shell", "poppler-utils", "libatomic1"} <= {*missing}
    assert {"libreoffice-writer-nogui", "libreoffice-calc-nogui"} <= {*missing}
    assert "chromium" not in missing
    bare.clear()
    assert "chromium" in system.missing_test_packages()


def test_nothing_is_missing_where_these_tests_run() -> None:
    assert system.missing_test_packages() == []


def test_half_an_office_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "soffice").touch()
    (tmp_path / "libswlo.so").touch()
    monkeypatch.setattr(system.shutil, "which", lambda name: str(tmp_path / name))
    assert system.missing_office_packages() == ["libreoffice-calc-nogui"]


def test_a_bare_root_learns_where_packages_come_from_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "PIP_INDEX_URL": "x",
        "npm_config_registry": "y",
        "https_proxy": "z",
        "SECRET_KEY": "w",
    }.items():
        monkeypatch.setenv(name, value)
    passed = kaal.environment()
    assert (passed["PIP_INDEX_URL"], passed["npm_config_registry"], passed["https_proxy"]) == ("x", "y", "z")
    assert not {"SECRET_KEY", "DATABASE_URL", "NPVR_TEST", "NPVR_VAR", "PYTHONPATH"} & {*passed}


def test_a_bare_root_is_not_thrown_away_with_something_mounted_in_it(tmp_path: Path) -> None:
    kept = tmp_path / "srv" / "iets"
    kept.mkdir(parents=True)
    assert kaal.is_mounted_below(tmp_path, f"proc /proc proc rw 0 0\nx {kept} ext4 rw 0 0\n")
    assert not kaal.is_mounted_below(tmp_path, f"proc /proc proc rw 0 0\nx {tmp_path}-ander/y ext4 rw 0 0\n")
    kaal.remove(tmp_path)
    assert not tmp_path.exists()


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("error: Failed to fetch\n  cause: client error\n  cause: Connection refused\n", "Connection refused."),
        ("npm error code EINTEGRITY\nnpm error sha512 differs\nA log is somewhere\n", "npm error code EINTEGRITY."),
        ("iets anders\n", "iets anders."),
        ("", "onbekende oorzaak."),
    ],
)
def test_reason_is_the_line_that_says_most(output: str, reason: str) -> None:
    assert setup._reason(output) == reason


def test_setup_is_done_when_the_stamps_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of this very run: nothing is installed, for either level."""
    monkeypatch.setattr(setup, "run_logged", lambda *arguments, **options: pytest.fail("installs again"))
    setup.setup("demo")
    setup.setup("dev")


def test_setup_says_why_it_failed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(level: str) -> None:
        raise subprocess.CalledProcessError(2, ["uv"], "error: x\n  cause: Connection refused\n")

    monkeypatch.setattr(setup, "_is_current", lambda folder, stamps: False)
    monkeypatch.setattr(setup, "_install_python", fail)
    with pytest.raises(Problem, match=r"^Installeren is mislukt: Connection refused\. Alles staat in "):
        setup.setup("demo")


@pytest.mark.parametrize(
    "path", [*sorted(ROOT.glob("requirements*.*")), ROOT / "package-lock.json"], ids=lambda p: p.name
)
def test_lock_files_name_no_address(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    if path.suffix == ".txt":
        assert text.count("--hash=sha256:") >= text.count("==")
