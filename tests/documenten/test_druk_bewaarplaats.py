"""Where prints are kept: whole or not at all, and within bounds."""

from __future__ import annotations

import os
import time
from pathlib import Path

from documenten.druk.bewaarplaats import Bewaarplaats


def _leg_neer(plaats: Bewaarplaats, sleutel: str, grootte: int = 100, oud: float = 0) -> Path:
    tijdelijk = plaats.pad(f"bezig-{sleutel}")
    tijdelijk.write_bytes(b"x" * grootte)
    tijd = time.time() - oud
    os.utime(tijdelijk, (tijd, tijd))
    return plaats.neem_op(tijdelijk, sleutel, 3)


def test_a_print_is_found_again_with_its_pages(tmp_path: Path) -> None:
    plaats = Bewaarplaats(tmp_path / "nieuw" / "map")
    pad = _leg_neer(plaats, "abc")
    assert plaats.zoek("abc") == (pad, 3)
    assert plaats.zoek("ab") is None


def test_what_was_not_asked_for_longest_goes(tmp_path: Path) -> None:
    plaats = Bewaarplaats(tmp_path, ruimte=250)
    _leg_neer(plaats, "oud", oud=500)
    _leg_neer(plaats, "ouder", oud=900)
    assert plaats.zoek("ouder")  # asked for again just now
    _leg_neer(plaats, "nieuw")
    assert plaats.zoek("oud") is None
    assert plaats.zoek("ouder") and plaats.zoek("nieuw")


def test_what_was_not_asked_for_in_two_weeks_goes_even_when_there_is_room(tmp_path: Path) -> None:
    plaats, dag = Bewaarplaats(tmp_path), 24 * 60 * 60
    _leg_neer(plaats, "oud", oud=15 * dag)
    assert plaats.zoek("oud")  # asked for again just now
    _leg_neer(plaats, "ouder", oud=15 * dag)
    _leg_neer(plaats, "net", oud=13 * dag)
    _leg_neer(plaats, "nieuw")
    assert plaats.zoek("ouder") is None
    assert all(plaats.zoek(sleutel) for sleutel in ("oud", "net", "nieuw"))


def test_a_print_too_large_stays_until_the_next(tmp_path: Path) -> None:
    plaats = Bewaarplaats(tmp_path, ruimte=50)
    assert _leg_neer(plaats, "groot").exists()


def test_remains_of_a_process_that_died_are_cleared(tmp_path: Path) -> None:
    plaats = Bewaarplaats(tmp_path)
    rest, bezig = plaats.pad("bezig-rest.pdf"), plaats.pad("bezig-nu.pdf")
    for pad in (rest, bezig):
        pad.write_bytes(b"half")
    os.utime(rest, (0, 0))
    _leg_neer(plaats, "abc")
    assert not rest.exists()
    assert bezig.exists()


def test_a_failure_is_remembered_for_ten_minutes(tmp_path: Path) -> None:
    plaats = Bewaarplaats(tmp_path)
    plaats.onthoud_mislukt("abc", "DuurtTeLang")
    assert plaats.mislukt("abc") == "DuurtTeLang"
    os.utime(plaats.pad("abc.mislukt"), (0, 0))
    assert plaats.mislukt("abc") == ""


def test_fitting_survives_a_spoilt_file(tmp_path: Path) -> None:
    plaats = Bewaarplaats(tmp_path)
    plaats.onthoud_passing({"a": "vol", "b": "ruim"})
    assert plaats.passing({"a", "c"}) == {"a": "vol"}
    plaats.pad("passing.json").write_bytes(b"[half")
    assert plaats.passing({"a"}) == {}
    plaats.onthoud_passing({"c": "vol"})
    assert plaats.passing({"a", "c"}) == {"c": "vol"}
