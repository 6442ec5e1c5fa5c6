"""What the scripts do when something is missing: install it where they may, else name the exact line."""

import subprocess
from pathlib import Path

import pytest

from script._launch import setup, system
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
