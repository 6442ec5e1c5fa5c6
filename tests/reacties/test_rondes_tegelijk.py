"""Twenty at once, on the real database: a round opens once, an answer is given once, and nothing slips in beside it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from opgaven.models import Plan
from reacties.actions.herinneren import herinner
from reacties.actions.indienen import dien_in
from reacties.actions.reacties import RondeNietOpen
from reacties.actions.rondes import open_ronde, sluit
from reacties.models import Melding, Post, Reactie
from reacties.rondestanden import RondeGeweigerd
from tests.reacties.rondehulp import deel, mens, ronde_met, zeg

pytestmark = pytest.mark.django_db(transaction=True)


def tegelijk(aantal: int, doe: Callable[[int], object]) -> list[object]:
    def los(n: int) -> object:
        try:
            return doe(n)
        except (RondeGeweigerd, RondeNietOpen) as reden:
            return str(reden)
        finally:
            connection.close()

    with ThreadPoolExecutor(aantal) as baan:
        return list(baan.map(los, range(aantal)))


def test_a_round_opens_once_and_takes_one_answer(voorbeeld: Plan) -> None:
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm, open_=False)
    uitkomst = tegelijk(20, lambda _: open_ronde(ronde=ronde, door=pm))
    assert sum(not isinstance(u, str) for u in uitkomst) == 1
    assert (Melding.objects.count(), Post.objects.count()) == (1, 1)

    ronde.refresh_from_db()
    assert sum(u == 1 for u in tegelijk(10, lambda _: herinner(ronde.deadline))) == 1
    assert Post.objects.count() == 2

    def om_en_om(n: int) -> object:
        if n == 10:
            return dien_in(deelname=deel(ronde), door=contact)
        return zeg(ronde, 2, f"Reactie {n}", door=contact)

    zeg(ronde, 2, "De eerste", door=contact)
    tegelijk(20, om_en_om)
    assert deel(ronde).stand == "ingediend"
    # whatever was placed was placed before, and went with the one answer
    assert not Reactie.objects.filter(ingediend_op__isnull=True).exists()
    assert Reactie.objects.count() >= 1


def test_nothing_is_placed_after_a_round_closed(voorbeeld: Plan) -> None:
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)

    def om_en_om(n: int) -> object:
        return sluit(ronde=ronde, door=pm) if n == 10 else zeg(ronde, 2, f"Reactie {n}", door=contact)

    tegelijk(20, om_en_om)
    voor = Reactie.objects.count()
    assert isinstance(tegelijk(1, lambda _: zeg(ronde, 2, "Te laat", door=contact))[0], str)
    assert Reactie.objects.count() == voor
    ronde.refresh_from_db()
    assert ronde.gesloten_op is not None and ronde.gesloten_op <= timezone.now()
