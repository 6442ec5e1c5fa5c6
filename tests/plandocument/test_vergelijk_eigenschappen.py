"""Vergelijken on plans of all kinds: nothing to tell of a plan and itself, known edits told as they are, both ways."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from plandocument import boom
from plandocument.canoniek import canonieke_bytes, uit_bytes
from plandocument.vergelijk import Vergelijking, volg_alle
from plandocument.vergelijk import vergelijk as _vergelijk
from plandocument.vergelijk.kaart import kaarten
from plandocument.vergelijk.tekst import lees
from plandocument.vergelijk.volgorde import verplaatst
from tests.plandocument.genereer import item as maak_item
from tests.plandocument.genereer import plannen, wild

vaak = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
gevuld = plannen(minstens=1, hoogstens=3)


def vergelijk(oud: boom.Plandocument, nieuw: boom.Plandocument) -> Vergelijking:
    """As ever, and what must hold of every comparison."""
    uit = _vergelijk(oud, nieuw)
    assert len({w.afdruk for w in uit.wijzigingen}) == len(uit)
    assert sum(uit.per_soort.values()) == sum(uit.per_gewicht.values()) == len(uit)
    assert {id(w) for _, rij in uit.per_kop() for w in rij} == {id(w) for w in uit.wijzigingen}
    assert all(w.in_woorden and w.naam and w.plek for w in uit.wijzigingen)
    return uit


def kern(vergelijking: Vergelijking) -> Counter[tuple[str, str, str, str]]:
    return Counter((w.soort, w.wat, w.sleutel, w.veld) for w in vergelijking.wijzigingen)


def met_items(document: boom.Plandocument, sectie: str, rij: list[boom.Item]) -> boom.Plandocument:
    return replace(
        document,
        opgaven=tuple(
            replace(o, secties=tuple(replace(s, items=tuple(rij)) if s.sleutel == sectie else s for s in o.secties))
            for o in document.opgaven
        ),
    )


def lijsten(document: boom.Plandocument) -> list[boom.Sectie]:
    """Sections of fiches of which the kind has items without groups and without a primair one."""
    return [
        s
        for o in document.opgaven
        for s in o.secties
        if document.soorten[s.soort].itemsoort in ("punt", "knelpunt", "traject")
    ]


@vaak
@given(plannen())
def test_a_plan_does_not_differ_from_itself(document: boom.Plandocument) -> None:
    assert vergelijk(document, document).leeg
    assert vergelijk(document, uit_bytes(canonieke_bytes(document))).leeg


@vaak
@given(gevuld, st.data())
def test_known_edits_are_told_exactly_so(document: boom.Plandocument, data: st.DataObject) -> None:
    """Per list: items go, come, are reworded, and one is set elsewhere; the comparison tells that and no more."""
    nieuw = document
    verwacht: Counter[tuple[str, str, str, str]] = Counter()
    for n, sectie in enumerate(lijsten(document)):
        rij = list(sectie.items)
        for item in sectie.items:
            if data.draw(st.integers(0, 3)) == 0:
                rij.remove(item)
                verwacht["vervallen", "item", item.sleutel, ""] += 1
        for i, item in enumerate(rij):
            if data.draw(st.integers(0, 3)) == 0:
                rij[i] = replace(item, tekst=f"heel nieuw: {item.tekst}")
                verwacht["gewijzigd", "item", item.sleutel, "tekst"] += 1
        if len(rij) > 2 and data.draw(st.booleans()):  # the first goes last: no other reading is as short
            rij.append(rij.pop(0))
            verwacht["verplaatst", "item", rij[-1].sleutel, ""] += 1
        if data.draw(st.booleans()):
            erbij = replace(maak_item(Random(n)), sleutel=f"nieuw{n}")
            rij.insert(data.draw(st.integers(0, len(rij))), erbij)
            verwacht["toegevoegd", "item", erbij.sleutel, ""] += 1
        nieuw = met_items(nieuw, sectie.sleutel, rij)
    for opgave in nieuw.opgaven:
        if data.draw(st.integers(0, 2)) == 0:
            anders = replace(opgave, titel=f"{opgave.titel} anders", nummer=opgave.nummer + 100)
            nieuw = replace(nieuw, opgaven=tuple(anders if o is opgave else o for o in nieuw.opgaven))
            verwacht["gewijzigd", "opgave", opgave.sleutel, "titel"] += 1
            verwacht["gewijzigd", "opgave", opgave.sleutel, "nummer"] += 1
    assert kern(vergelijk(document, nieuw)) == verwacht


@vaak
@given(gevuld, st.data())
def test_a_point_to_another_sectie_is_a_move(document: boom.Plandocument, data: st.DataObject) -> None:
    rijen = lijsten(document)
    vol = [s for s in rijen if s.items]
    assume(vol and len(rijen) > 1)
    van = data.draw(st.sampled_from(vol))
    naar = data.draw(st.sampled_from([s for s in rijen if s is not van]))
    item = data.draw(st.sampled_from(van.items))
    nieuw = met_items(document, van.sleutel, [i for i in van.items if i is not item])
    rij = list(naar.items)
    rij.insert(data.draw(st.integers(0, len(rij))), replace(item, tekst=f"ook anders, {item.tekst}"))
    nieuw = met_items(nieuw, naar.sleutel, rij)
    assert kern(vergelijk(document, nieuw)) == Counter(
        [("verplaatst", "item", item.sleutel, ""), ("gewijzigd", "item", item.sleutel, "tekst")]
    )


@vaak
@given(gevuld, st.randoms(use_true_random=False))
def test_opgaven_in_another_order_and_with_other_numbers(document: boom.Plandocument, toeval: Random) -> None:
    opgaven = list(document.opgaven)
    toeval.shuffle(opgaven)
    nieuw = replace(document, opgaven=tuple(replace(o, nummer=n) for n, o in enumerate(opgaven, 50)))
    verwacht = Counter({("gewijzigd", "opgave", o.sleutel, "nummer"): 1 for o in opgaven})
    assert kern(vergelijk(document, nieuw)) == verwacht
    los = replace(document, opgaven=tuple(opgaven))
    assert {(w.soort, w.wat) for w in vergelijk(document, los).wijzigingen} <= {("verplaatst", "opgave")}
    assert vergelijk(document, los).leeg == (los == document)


SPIEGEL = {"toegevoegd": "vervallen", "vervallen": "toegevoegd"}


def _vorm(vergelijking: Vergelijking, om: bool) -> Counter[tuple[object, ...]]:
    uit: Counter[tuple[object, ...]] = Counter()
    for w in vergelijking.wijzigingen:
        oud, nieuw, van, naar = (w.nieuw, w.oud, w.naar, w.van) if om else (w.oud, w.nieuw, w.van, w.naar)
        soort = SPIEGEL.get(w.soort, w.soort) if om else w.soort
        uit[soort, w.wat, oud, nieuw, w.veld, van, naar, w.gewicht] += 1
    return uit


@st.composite
def versies(draw: st.DrawFn) -> tuple[boom.Plandocument, boom.Plandocument]:
    """Two plans that share many keys: one, and a shuffled, mended and cut one."""
    oud = draw(gevuld)
    ander = draw(gevuld)
    toeval = draw(st.randoms(use_true_random=False))
    items = [i for o in oud.opgaven for s in o.secties for i in s.items]

    def schud(sectie: boom.Sectie) -> boom.Sectie:
        rij = [i for i in sectie.items if toeval.random() < 0.7]
        if items and toeval.random() < 0.3:
            rij.append(toeval.choice(items))  # perhaps a key that stands twice
        toeval.shuffle(rij)
        ruil = [replace(i, tekst=toeval.choice(items).tekst) if toeval.random() < 0.3 else i for i in rij]
        return replace(sectie, items=tuple(ruil), opening=sectie.opening if toeval.random() < 0.7 else sectie.slot)

    opgaven = [
        replace(
            o,
            secties=tuple(schud(s) for s in o.secties if toeval.random() < 0.9),
            nummer=o.nummer + toeval.choice((0, 1)),
        )
        for o in oud.opgaven
        if toeval.random() < 0.9
    ]
    opgaven += ander.opgaven[:1]
    toeval.shuffle(opgaven)
    hoofdstukken = list(oud.hoofdstukken)
    toeval.shuffle(hoofdstukken)
    return oud, replace(oud, opgaven=tuple(opgaven), hoofdstukken=tuple(hoofdstukken), clusters=oud.clusters[::-1])


@vaak
@given(versies())
def test_there_and_back_mirror_each_other(paar: tuple[boom.Plandocument, boom.Plandocument]) -> None:
    oud, nieuw = paar
    assert _vorm(vergelijk(oud, nieuw), om=False) == _vorm(vergelijk(nieuw, oud), om=True)


@vaak
@given(versies())
def test_word_differences_give_both_texts_exactly(paar: tuple[boom.Plandocument, boom.Plandocument]) -> None:
    oud, nieuw = paar
    kanten = kaarten(oud, nieuw)
    for w in vergelijk(oud, nieuw).wijzigingen:
        if w.soort not in ("gewijzigd", "opmaak") or w.veld not in ("opening", "slot", "tekst"):
            continue
        assert w.oud is not None and w.nieuw is not None
        for kaart, plek, zonder in ((kanten[0], w.oud, "nieuw"), (kanten[1], w.nieuw, "weg")):
            if w.wat == "item":
                er = [p.item.tekst for p in kaart.items.values() if p.plek == plek]
            else:
                er = [getattr(p.sectie, w.veld) for p in kaart.secties.values() if p.plek == plek]
            teksten = [[lijn.leesbaar for lijn in lees(t, kaart.document.nummers)] for t in er]
            regels = [r.oud if zonder == "nieuw" else r.nieuw for r in w.regels if r.soort != zonder]
            assert regels in teksten


@vaak
@given(versies())
def test_volg_finds_every_place_again(paar: tuple[boom.Plandocument, boom.Plandocument]) -> None:
    oud, nieuw = paar
    van, naar = kaarten(oud, nieuw)
    plekken = [(wie, i.plek) for wie, i in van.items.items()] + [(wie, s.plek) for wie, s in van.secties.items()]
    plekken = [(wie, plek) for wie, plek in plekken if plek.code]
    er = {wie: i.plek for wie, i in naar.items.items()} | {wie: s.plek for wie, s in naar.secties.items()}
    codes = [plek.code.lower() for _, plek in plekken]
    for (wie, plek), gevolgd in zip(plekken, volg_alle(codes, oud, nieuw), strict=True):
        assert gevolgd.oud == plek and gevolgd.in_woorden
        assert gevolgd.vervallen == (wie not in er)
        if wie in er:
            assert gevolgd.nieuw == er[wie]
            assert gevolgd.verplaatst == (er[wie].code != plek.code)
    for (_, plek), gevolgd in zip(plekken, volg_alle(codes, oud, oud), strict=True):
        assert gevolgd.gebleven and gevolgd.nieuw == plek


@given(st.lists(st.integers(), unique=True, max_size=30), st.randoms(use_true_random=False))
def test_as_few_moves_as_possible_and_the_same_back(rij: list[int], toeval: Random) -> None:
    anders = list(rij)
    toeval.shuffle(anders)
    gegaan = verplaatst(rij, anders)
    assert gegaan == verplaatst(anders, rij)
    assert [x for x in rij if x not in gegaan] == [x for x in anders if x not in gegaan]
    langst = [1] * len(rij)
    plaats = [rij.index(x) for x in anders]
    for i in range(len(plaats)):
        langst[i] = 1 + max((langst[j] for j in range(i) if plaats[j] < plaats[i]), default=0)
    assert len(rij) - len(gegaan) == max(langst, default=0)


@vaak
@given(plannen(hoogstens=2), plannen(hoogstens=2))
def test_plans_with_nothing_in_common(oud: boom.Plandocument, nieuw: boom.Plandocument) -> None:
    assume(not {o.sleutel for o in oud.opgaven} & {o.sleutel for o in nieuw.opgaven})
    uit = kern(vergelijk(oud, nieuw))
    for o in oud.opgaven:
        assert uit["vervallen", "opgave", o.sleutel, ""] == 1
    for o in nieuw.opgaven:
        assert uit["toegevoegd", "opgave", o.sleutel, ""] == 1
    assert not [w for w in uit if w[1] == "item" and w[0] == "verplaatst"]


_sleutel = st.sampled_from("abc")
_tekst = st.one_of(st.sampled_from(("", "een punt", "<p>Een</p><p>twee", '<a href="opgave:aaaa">x', "&lt;<b>")), wild)
_items = st.builds(
    boom.Item,
    _sleutel,
    _tekst,
    groep=st.sampled_from(("", "rijk", "gek")),
    primair=st.booleans(),
    koppelingen=st.lists(st.builds(boom.Koppeling, _tekst, _tekst), max_size=2).map(tuple),
)
_secties = st.builds(
    boom.Sectie,
    _sleutel,
    st.sampled_from(("", "x", "y", "z")),
    _tekst,
    _tekst,
    st.lists(_items, max_size=4).map(tuple),
    _tekst,
    _tekst,
)
_rij = st.lists(_secties, max_size=3).map(tuple)
raar = st.builds(
    boom.Plandocument,
    _tekst,
    _tekst,
    sectiesoorten=st.lists(
        st.builds(
            boom.Sectiesoort, st.sampled_from("xy"), st.sampled_from("AB"), _tekst, st.sampled_from(("", "interventie"))
        ),
        max_size=3,
    ).map(tuple),
    clusters=st.lists(st.builds(boom.Cluster, _sleutel, _tekst), max_size=3).map(tuple),
    hoofdstukken=st.lists(st.builds(boom.Hoofdstuk, _sleutel, _tekst, _rij, st.booleans()), max_size=2).map(tuple),
    opgaven=st.lists(st.builds(boom.Opgave, _sleutel, st.integers(0, 3), _tekst, secties=_rij), max_size=3).map(tuple),
)
"""Plans that no portal makes: keys and numbers twice, text that is not canonical, kinds that are not there."""


@vaak
@given(raar, raar)
def test_not_even_an_odd_plan_makes_anything_fail(oud: boom.Plandocument, nieuw: boom.Plandocument) -> None:
    assert vergelijk(oud, oud).leeg
    assert _vorm(vergelijk(oud, nieuw), om=False) == _vorm(vergelijk(nieuw, oud), om=True)
    codes = [f"{n}.{letter}{k}" for n in range(4) for letter in "AB" for k in ("", 1, 2)]
    assert all(g.in_woorden for g in volg_alle(codes, oud, nieuw))
