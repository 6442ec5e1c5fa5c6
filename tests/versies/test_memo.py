"""What people add to a wijzigingsmemo: saved by version, so that two writers never lose a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from governance.models import Besluit, Gremium
from opgaven.models import Plan
from tests.versies.vergelijkplan import stel_vast, wijzig
from versies.actions.goedkeuringen import bevestig, leg_vast
from versies.actions.memos import Memoconflict, bewaar_memo
from versies.actions.versies import maak_versie
from versies.models import Memo, Versie
from versies.vergelijken import uitgangspunt, versies_van


@pytest.fixture
def bewaar(voorbeeld: Plan, versie: Versie, manager: User) -> Callable[..., Memo]:
    def doe(**anders: Any) -> Memo:
        velden: dict[str, Any] = {
            "nieuw": None,
            "vanaf_versie": 0,
            "gremium": None,
            "aan": "",
            "inleiding": "<p>A.</p>",
        }
        return bewaar_memo(plan=voorbeeld, oud=versie, door=manager, **(velden | anders))

    return doe


def test_the_first_save_makes_it_and_the_next_raises_its_version(bewaar: Callable[..., Memo]) -> None:
    eerste = bewaar(aan="  de raad,   26 maart ")
    assert (eerste.versie, eerste.aan, eerste.inleiding) == (1, "de raad, 26 maart", "<p>A.</p>")
    tweede = bewaar(vanaf_versie=1, inleiding="<p>B.</p>")
    assert (tweede.pk, tweede.versie, tweede.inleiding) == (eerste.pk, 2, "<p>B.</p>")


def test_who_saves_over_a_colleague_is_told_and_nothing_is_written(bewaar: Callable[..., Memo]) -> None:
    bewaar()
    bewaar(vanaf_versie=1, inleiding="<p>Van de collega.</p>")
    for vanaf in (0, 1):
        with pytest.raises(Memoconflict) as fout:
            bewaar(vanaf_versie=vanaf, inleiding="<p>Van mij.</p>")
        assert (fout.value.memo.versie, fout.value.memo.inleiding) == (2, "<p>Van de collega.</p>")
    assert Memo.objects.get().inleiding == "<p>Van de collega.</p>"


def test_the_same_request_twice_has_one_effect(bewaar: Callable[..., Memo]) -> None:
    assert bewaar() == bewaar()
    bewaar(vanaf_versie=1, inleiding="<p>B.</p>")
    assert bewaar(vanaf_versie=1, inleiding="<p>B.</p>").versie == 2


def test_text_is_cleaned_on_the_way_in(bewaar: Callable[..., Memo]) -> None:
    assert "script" not in bewaar(inleiding="<p>Ja<script>alert(1)</script></p>").inleiding


def test_each_comparison_has_a_memo_of_its_own(bewaar: Callable[..., Memo], voorbeeld: Plan, manager: User) -> None:
    wijzig(voorbeeld, 14, "vervolg", lambda s: s)
    later = maak_versie(plan=voorbeeld, label="Later", door=manager)
    bewaar()
    assert bewaar(nieuw=later, inleiding="<p>C.</p>").versie == 1
    assert Memo.objects.count() == 2


def test_one_compares_with_what_was_decided_on_last(
    voorbeeld: Plan, versie: Versie, manager: User, persoon: Callable[..., User]
) -> None:
    later = maak_versie(plan=voorbeeld, label="Later", door=manager)
    assert uitgangspunt(versies_van(voorbeeld)) == later
    assert Gremium.objects.filter(regio__code="twente", code="twente_board").exists()
    stel_vast(versie, persoon("secretaris"), manager)
    assert uitgangspunt(versies_van(voorbeeld)) == versie
    assert uitgangspunt([]) is None
    # a text that was held over is not what the board adopted
    besluit = leg_vast(
        versie=later,
        gremium=Gremium.objects.get(regio__code="twente", code="twente_board"),
        datum=date(2026, 1, 8),
        uitkomst=Besluit.Uitkomst.AANGEHOUDEN,
        door=persoon("secretaris"),
    )
    bevestig(goedkeuring=besluit, pdf=b"%PDF-", door=manager)
    assert uitgangspunt(versies_van(voorbeeld)) == versie
