"""The warm press with real processes: same bytes, same limits, one retry, and it goes away by itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from documenten.druk import fouten, oproep, pers, warm
from documenten.druk.bewaarplaats import Bewaarplaats
from documenten.druk.opmaak import Uitgave, html_fiche
from plandocument.boom import Plandocument

KLEIN = '<!doctype html><html lang="nl"><title>Klein</title><body><p>Een kleine tekst, {n}.</p></body></html>'


def _lang(alineas: int) -> str:
    tekst = "<p>" + "Nog een zin die gewoon doorloopt tot het einde van de regel. " * 20 + "</p>"
    return f'<!doctype html><html lang="nl"><title>Lang</title><body>{tekst * alineas}</body></html>'


def _persen(map_: Path) -> list[int]:
    """The processes of the warm press of that folder, its children among them, by their command lines."""
    gevonden = []
    for pad in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            woorden = pad.read_bytes().split(b"\0")
            dood = (pad.parent / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            continue
        if b"documenten.druk.warm" in woorden and os.fsencode(map_) in woorden and not dood:
            gevonden.append(int(pad.parent.name))
    return sorted(gevonden)


def _wacht_tot(klaar: Callable[[], bool], seconden: float = 15) -> bool:
    tot = time.monotonic() + seconden
    while time.monotonic() < tot:
        if klaar():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def eigen(settings: Any, tmp_path: Path, druk_var: Path) -> Iterator[Path]:
    """A folder and a press of this test alone."""
    (tmp_path / "letters").symlink_to(druk_var / "letters")
    (druk_var / "letters").mkdir(exist_ok=True)
    settings.VAR = tmp_path
    settings.WARME_PERS_STIL = 60
    map_ = tmp_path / "afdrukken"
    yield map_
    for pad in map_.glob("pers-*.sock"):
        pad.unlink()
    assert _wacht_tot(lambda: not _persen(map_)), "without its address the press goes away"


@pytest.fixture
def nooit_koud(monkeypatch: pytest.MonkeyPatch) -> None:
    def nee(*args: Any) -> None:
        raise AssertionError("de warme pers moest dit doen")

    monkeypatch.setattr(pers, "_eigen_proces", nee)


def test_warm_and_cold_give_the_same_bytes(
    eigen: Path, settings: Any, document: Plandocument, uitgave: Uitgave
) -> None:
    teksten = [KLEIN.format(n="→ 😀 Łódź"), *(html_fiche(document, document.opgave(n), uitgave, str) for n in (5, 10))]
    for tekst in teksten:
        bytes_ = []
        for warme_pers in (False, True, True):
            settings.WARME_PERS = warme_pers
            afdruk = pers.druk(pers.zetsel(tekst))
            bytes_.append(afdruk.lees())
            afdruk.pad.unlink()
            (eigen / "passing.json").unlink(missing_ok=True)
        assert bytes_[0] == bytes_[1] == bytes_[2]


def test_one_press_does_everything_and_two_at_once(eigen: Path, nooit_koud: None) -> None:
    with ThreadPoolExecutor(4) as ploeg:
        list(ploeg.map(lambda n: pers.druk(pers.zetsel(KLEIN.format(n=n))), range(4)))
    assert len(_persen(eigen)) == 1


def test_too_long_is_stopped_while_another_goes_on(eigen: Path, nooit_koud: None) -> None:
    pers.druk(pers.zetsel(KLEIN.format(n="warm")))
    with ThreadPoolExecutor(2) as ploeg:
        lang = ploeg.submit(pers.druk, pers.zetsel(_lang(1500)), pers.Grenzen(seconden=4))
        time.sleep(0.5)
        assert pers.druk(pers.zetsel(KLEIN.format(n=2))).paginas == 1
        assert not lang.done()
        assert isinstance(lang.exception(), fouten.DuurtTeLang)
    assert _wacht_tot(lambda: len(_persen(eigen)) == 1), "the child is gone, the press stays"
    assert pers.druk(pers.zetsel(KLEIN.format(n=3))).paginas == 1


def test_limits_of_time_and_memory_hold_for_the_child(eigen: Path, nooit_koud: None) -> None:
    with pytest.raises(fouten.DuurtTeLang):
        pers.druk(pers.zetsel(_lang(1500)), pers.Grenzen(cpu=2))
    groot = f'<!doctype html><html lang="nl"><title>t</title><body><p>{"woord " * 6_000_000}</p></body></html>'
    with pytest.raises(fouten.TeVeelGeheugen):
        pers.druk(pers.zetsel(groot), pers.Grenzen(geheugen=260 * 2**20, seconden=50))
    diep = "<div>" * 3000 + "x" + "</div>" * 3000
    with pytest.raises(fouten.DrukMislukt):
        pers.druk(pers.zetsel(f'<html lang="nl"><title>d</title><body>{diep}</body></html>'))
    assert pers.druk(pers.zetsel(KLEIN.format(n=1))).paginas == 1
    assert len(_persen(eigen)) == 1


def test_a_killed_press_costs_another_try_and_never_half_a_file(eigen: Path) -> None:
    pers.druk(pers.zetsel(KLEIN.format(n="warm")))
    (oud,) = _persen(eigen)
    with ThreadPoolExecutor(1) as ploeg:
        lang = ploeg.submit(pers.druk, pers.zetsel(_lang(120)))
        assert _wacht_tot(lambda: len(_persen(eigen)) == 2)
        time.sleep(0.3)
        os.kill(oud, signal.SIGKILL)
        afdruk = lang.result()
    assert afdruk.lees().startswith(b"%PDF") and afdruk.lees().rstrip().endswith(b"%%EOF")
    assert _wacht_tot(lambda: not _persen(eigen)), "its children went along"
    assert pers.druk(pers.zetsel(KLEIN.format(n="weer"))).paginas == 1
    assert len(_persen(eigen)) == 1


def test_a_killed_child_is_a_broken_off_print(eigen: Path, nooit_koud: None) -> None:
    pers.druk(pers.zetsel(KLEIN.format(n="warm")))
    (server,) = _persen(eigen)
    with ThreadPoolExecutor(1) as ploeg:
        lang = ploeg.submit(pers.druk, pers.zetsel(_lang(400)))
        assert _wacht_tot(lambda: len(_persen(eigen)) == 2)
        (kind,) = set(_persen(eigen)) - {server}
        os.kill(kind, signal.SIGKILL)
        assert isinstance(lang.exception(), fouten.Afgebroken)
    assert [p.name for p in eigen.glob("bezig-*")] == []
    assert _persen(eigen) == [server]


def test_the_press_goes_when_nobody_asks_anything(eigen: Path, settings: Any) -> None:
    settings.WARME_PERS_STIL = 0.5
    pers.druk(pers.zetsel(KLEIN.format(n=1)))
    assert _wacht_tot(lambda: not _persen(eigen))
    assert list(eigen.glob("*.sock")) == []
    assert pers.druk(pers.zetsel(KLEIN.format(n=2))).paginas == 1


def test_the_press_ends_with_its_master_even_in_the_midst_of_work(eigen: Path, settings: Any) -> None:
    with subprocess.Popen(["sleep", "60"]) as baas:
        settings.WARME_PERS_BIJ = baas.pid
        pers.druk(pers.zetsel(KLEIN.format(n="warm")))
        with ThreadPoolExecutor(1) as ploeg:
            lang = ploeg.submit(pers.druk, pers.zetsel(_lang(400)), pers.Grenzen(seconden=20))
            assert _wacht_tot(lambda: len(_persen(eigen)) == 2)
            settings.WARME_PERS = False
            baas.kill()
            assert _wacht_tot(lambda: not _persen(eigen), 2)
            assert lang.result().paginas > 1, "a process of its own did the job"
    assert list(eigen.glob("*.sock")) == []


def test_when_there_can_be_no_press_a_process_of_its_own_does_it(eigen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oproep.WarmePers, "_probeer", lambda _: None)
    assert pers.druk(pers.zetsel(KLEIN.format(n=1))).paginas == 1


def test_a_long_path_fits_in_an_address(tmp_path: Path) -> None:
    diep = tmp_path / ("a" * 60) / ("b" * 60)
    diep.mkdir(parents=True)
    with warm.kort(diep, "pers.sock") as adres:
        assert len(adres) < 100
        (diep / "pers.sock").write_text("hier")
        assert Path(adres).read_text() == "hier"


def test_other_code_has_another_address() -> None:
    assert oproep.naam("een") != oproep.naam("twee")


def test_the_press_knows_no_secrets_and_lets_in_only_the_owner(eigen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim-woord")
    pers.druk(pers.zetsel(KLEIN.format(n=1)))
    (server,) = _persen(eigen)
    assert b"geheim-woord" not in Path(f"/proc/{server}/environ").read_bytes()
    assert len(list(Path(f"/proc/{server}/task").iterdir())) == 1, "a fork with threads is not safe"
    (adres,) = eigen.glob("*.sock")
    assert adres.stat().st_mode & 0o077 == 0


def test_rubbish_at_the_address_does_nothing(eigen: Path, nooit_koud: None) -> None:
    pers.druk(pers.zetsel(KLEIN.format(n=1)))
    (adres,) = eigen.glob("*.sock")
    import socket

    for rommel in (b"", b"x", (5).to_bytes(8, "big") + b"{not}", (1 << 40).to_bytes(8, "big")):
        with socket.socket(socket.AF_UNIX) as verbinding:
            verbinding.connect(str(adres))
            verbinding.sendall(rommel)
    assert pers.druk(pers.zetsel(KLEIN.format(n=2))).paginas == 1
    assert _wacht_tot(lambda: len(_persen(eigen)) == 1)


def test_who_leaves_takes_its_child_along(eigen: Path) -> None:
    pers.druk(pers.zetsel(KLEIN.format(n=1)))
    plaats = Bewaarplaats(eigen)
    draad = threading.Thread(target=_laat_lang_werken, args=(plaats,))
    draad.start()
    assert _wacht_tot(lambda: len(_persen(eigen)) == 2)
    draad.join()
    assert _wacht_tot(lambda: len(_persen(eigen)) == 1)


def _laat_lang_werken(plaats: Bewaarplaats) -> None:
    zetsel = pers.zetsel(_lang(1500))
    opdracht = pers._opdracht(plaats, zetsel, pers.Grenzen(), uit=str(plaats.pad("bezig-x.pdf")))
    with pytest.raises(fouten.DuurtTeLang):
        pers.laat_werken(opdracht, 1.5, plaats)


def test_an_answer_without_end_does_not_count() -> None:
    """The press died after the child had answered: nobody knows how the child ended."""
    import socket

    hier, daar = socket.socketpair()
    daar.sendall(json.dumps({"uit": "{}", "fout": ""}).encode() + b"\n")
    daar.shutdown(socket.SHUT_WR)
    with hier, daar, pytest.raises(oproep.PersWeg):
        oproep._wissel(hier, b"x", time.monotonic() + 5)
