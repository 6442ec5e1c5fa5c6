"""The press with real processes: once per text, within limits, nothing half, nothing of our own environment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from documenten.druk import fouten, pers
from documenten.druk.bewaarplaats import Bewaarplaats

KLEIN = (
    '<!doctype html><html lang="nl"><title>Klein</title><body><h1>Klein</h1><p>Een kleine tekst, {n}.</p></body></html>'
)


@pytest.fixture(autouse=True)
def koud(settings: Any) -> None:
    """A process per print; the warm press has its own tests."""
    settings.WARME_PERS = False


@pytest.fixture
def eigen(settings: Any, tmp_path: Path, druk_var: Path) -> Path:
    """A folder of this test alone, with the letters of the session."""
    (tmp_path / "letters").symlink_to(druk_var / "letters")
    (druk_var / "letters").mkdir(exist_ok=True)
    settings.VAR = tmp_path
    return tmp_path / "afdrukken"


def _bestanden(map_: Path) -> list[str]:
    """What lies in the folder, but for locks and the font settings."""
    return sorted(p.name for p in map_.iterdir() if not p.name.startswith("slot-") and p.name != "fonts.conf")


def test_the_second_time_comes_from_the_store(eigen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    eerste = pers.druk(pers.zetsel(KLEIN.format(n=1)))
    assert eerste.paginas == 1
    monkeypatch.setattr(pers, "laat_werken", None)
    assert pers.druk(pers.zetsel(KLEIN.format(n=1))) == eerste


def test_the_same_text_gives_the_same_bytes(eigen: Path) -> None:
    tekst = KLEIN.format(n="→ 😀 Łódź")
    eerste = pers.druk(pers.zetsel(tekst)).pad
    inhoud = eerste.read_bytes()
    eerste.unlink()
    time.sleep(1.1)
    assert pers.druk(pers.zetsel(tekst)).pad.read_bytes() == inhoud


def test_another_style_or_engine_is_another_print(eigen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voor = pers.zetsel(KLEIN.format(n=1)).sleutel
    monkeypatch.setattr(pers, "uitrusting", lambda: "andere motor")
    assert pers.zetsel(KLEIN.format(n=1)).sleutel != voor
    assert pers.zetsel(KLEIN.format(n=2)).sleutel != voor


def test_two_at_once_print_once(eigen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    echt, keren = pers.laat_werken, []

    def tel(*args: Any) -> dict[str, Any]:
        keren.append(1)
        return echt(*args)

    monkeypatch.setattr(pers, "laat_werken", tel)
    zetsel = pers.zetsel(KLEIN.format(n=1))
    with ThreadPoolExecutor(6) as ploeg:
        afdrukken = list(ploeg.map(lambda _: pers.druk(zetsel), range(6)))
    assert len({a.pad for a in afdrukken}) == 1
    assert len(keren) == 1


def _faalt(html: str, **grenzen: Any) -> fouten.DrukMislukt:
    with pytest.raises(fouten.DrukMislukt) as fout:
        pers.druk(pers.zetsel(html), pers.Grenzen(**grenzen))
    return fout.value


def _lang(alineas: int) -> str:
    tekst = "<p>" + "Nog een zin die gewoon doorloopt tot het einde van de regel. " * 20 + "</p>"
    return f'<!doctype html><html lang="nl"><title>Lang</title><body>{tekst * alineas}</body></html>'


def _tabel(rijen: int) -> str:
    rij = "<tr>" + "<td>x</td>" * 60 + "</tr>"
    return f'<!doctype html><html lang="nl"><title>t</title><body><table>{rij * rijen}</table></body></html>'


def test_too_long_at_work_is_stopped(eigen: Path) -> None:
    begin = time.monotonic()
    fout = _faalt(_lang(1500), seconden=3)  # 300.000 words and more
    assert time.monotonic() - begin < 15
    assert isinstance(fout, fouten.DuurtTeLang)
    assert "te lang" in fout.zin
    assert not [n for n in _bestanden(eigen) if n.endswith(".pdf")]


def test_too_much_computing_time_is_stopped(eigen: Path) -> None:
    assert isinstance(_faalt(_lang(1500), cpu=3), fouten.DuurtTeLang)


def test_too_much_memory_is_stopped(eigen: Path) -> None:
    html = f'<!doctype html><html lang="nl"><title>t</title><body><p>{"woord " * 6_000_000}</p></body></html>'
    assert isinstance(_faalt(html, geheugen=260 * 2**20, seconden=50), fouten.TeVeelGeheugen)


def test_too_deeply_nested_is_stopped(eigen: Path) -> None:
    diep = "<div>" * 3000 + "x" + "</div>" * 3000
    fout = _faalt(f'<html lang="nl"><title>d</title><body>{diep}</body></html>', seconden=30)
    assert fout.status in (500, 503)
    assert not [n for n in _bestanden(eigen) if n.endswith(".pdf")]


def test_a_gigantic_table_is_stopped(eigen: Path) -> None:
    assert isinstance(_faalt(_tabel(3000), seconden=5), fouten.DuurtTeLang)


def test_the_same_text_is_not_tried_again_at_once(eigen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    html = _lang(1500)
    _faalt(html, seconden=2)
    monkeypatch.setattr(pers, "laat_werken", None)
    begin = time.monotonic()
    assert isinstance(_faalt(html), fouten.DuurtTeLang)
    assert time.monotonic() - begin < 2


def test_a_killed_worker_leaves_nothing_and_may_try_again(eigen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    echt = subprocess.Popen

    class Gedood(echt):  # type: ignore[type-arg,misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            threading.Timer(0.2, os.kill, (self.pid, signal.SIGKILL)).start()

    monkeypatch.setattr(subprocess, "Popen", Gedood)
    fout = _faalt(_lang(200))
    assert isinstance(fout, fouten.Afgebroken)
    assert _bestanden(eigen) == []
    monkeypatch.undo()
    assert pers.druk(pers.zetsel(KLEIN.format(n=1))).pad.exists()


def test_a_missing_library_names_the_packages(eigen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _nep_weasyprint(monkeypatch, eigen.parent / "nep", "raise OSError('cannot load library libpango-1.0-0')")
    fout = _faalt(KLEIN.format(n=1))
    assert isinstance(fout, fouten.DelenOntbreken)
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in fout.raad


def test_a_fault_in_the_engine_gives_a_sentence(eigen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _nep_weasyprint(monkeypatch, eigen.parent / "nep", "CSS = None")
    fout = _faalt(KLEIN.format(n=1))
    assert (type(fout), fout.status) == (fouten.DrukMislukt, 500)


def _nep_weasyprint(monkeypatch: pytest.MonkeyPatch, map_: Path, code: str) -> None:
    (map_ / "weasyprint").mkdir(parents=True)
    (map_ / "weasyprint" / "__init__.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(map_))


def test_a_folder_that_cannot_be_written_gives_a_sentence(settings: Any, tmp_path: Path, druk_var: Path) -> None:
    settings.VAR = druk_var
    zetsel = pers.zetsel(KLEIN.format(n=1))
    (tmp_path / "afdrukken").write_text("hier staat al een bestand")
    settings.VAR = tmp_path
    with pytest.raises(fouten.GeenDrukplek):
        pers.druk(zetsel)


def test_too_many_at_once_waits_and_says_so(eigen: Path) -> None:
    plaats = Bewaarplaats(eigen)
    with plaats.slot("pers-0"), plaats.slot("pers-1"):
        fout = _faalt(KLEIN.format(n=1), wachten=0.2)
    assert isinstance(fout, fouten.Druk)
    assert pers.druk(pers.zetsel(KLEIN.format(n=1))).paginas == 1


def test_the_worker_gets_nothing_of_our_environment(eigen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim-woord")
    monkeypatch.setenv("DATABASE_URL", "postgresql://geheim")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    gezien: dict[str, Any] = {}
    echt = subprocess.Popen

    def kijk(*args: Any, **kwargs: Any) -> Any:
        gezien.update(kwargs["env"])
        return echt(*args, **kwargs)

    monkeypatch.setattr(subprocess, "Popen", kijk)
    pers.druk(pers.zetsel(KLEIN.format(n=1)))
    assert not {"SECRET_KEY", "DATABASE_URL", "HTTPS_PROXY"} & set(gezien)


def test_a_font_taken_away_gives_an_error_and_no_other_font(eigen: Path) -> None:
    zetsel = pers.zetsel(KLEIN.format(n=1))
    weg = {adres: pad + "-weg" for adres, pad in zetsel.bestanden.items()}
    with pytest.raises(fouten.DrukMislukt):
        pers.druk(replace(zetsel, bestanden=weg))


def test_a_worker_without_a_job_stops_neatly() -> None:
    uit = subprocess.run(
        [sys.executable, "-m", "documenten.druk.werker"], input=b"niets", capture_output=True, timeout=60
    )
    assert uit.returncode == 1
    assert uit.stdout == b""


def test_language_title_and_mark_are_in_the_file(eigen: Path) -> None:
    afdruk = pers.druk(pers.zetsel(KLEIN.format(n=1)))
    lezer = PdfReader(afdruk.pad)
    assert lezer.metadata is not None and lezer.metadata.title == "Klein"
    assert lezer.trailer["/Root"]["/Lang"] == "nl"
    assert afdruk.sleutel[:32] in str(lezer.trailer["/ID"][0])
