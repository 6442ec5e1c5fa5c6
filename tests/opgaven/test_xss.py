"""Hostile text in every field of the form: harmless in the section, the form, the page and the comparison."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Item, Sectie
from plandocument import redactie, tekst
from tests.proeven.lading import ladingen

from .conftest import HTMX

LADINGEN = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</template><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<a href=javascript:alert(1)>klik</a>",
    '<a href="java\tscript:alert(1)">klik</a>',
    '<a href=" javascript:alert(1)">klik</a>',
    '<a href="data:text/html,<script>alert(1)</script>">klik</a>',
    "<a href=\"opgave:x' onclick='alert(1)\">klik</a>",
    '<a href="https://a.test/" onmouseover="alert(1)">klik</a>',
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<p style=\"background:url('javascript:alert(1)')\">x</p>",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<!--><script>alert(1)</script>-->",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "[klik](javascript:alert(1))",
    '[klik](https://a.test/"onmouseover=alert(1))',
    "{{ 7|add:1 }}{% load x %}",
    "<base href=https://kwaad.test/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=https://kwaad.test/x.css>",
    "<div hx-get=/beheer/ hx-trigger=load>x</div>",
    "<p data-hx-on:click=alert(1)>x</p>",
    "\u202e<script>alert(1)</script>",
]

MAG_NIET = {"script", "img", "iframe", "object", "embed", "base", "link", "style", "math", "meta", "noscript"}


class _Keurder(HTMLParser):
    """Collects what could run in a fragment that was parsed as a browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.gevaar: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in MAG_NIET:
            self.gevaar.append(f"<{tag}>")
        for naam, waarde in attrs:
            if naam.startswith("on") or naam in ("style", "srcdoc", "data-hx-on:click"):
                self.gevaar.append(f"{tag} {naam}")
            if naam in ("href", "action", "src") and re.match(r"\s*(java\s*script|data):", waarde or "", re.I):
                self.gevaar.append(f"{tag} {naam}={waarde}")
            if naam == "hx-get" and waarde == "/beheer/":
                self.gevaar.append(f"{tag} hx-get")

    handle_startendtag = handle_starttag


def gevaar(html: str) -> list[str]:
    keurder = _Keurder()
    keurder.feed(html)
    return keurder.gevaar


def test_the_judge_sees_danger():
    for lading in LADINGEN[:8]:
        assert gevaar(lading.replace("</textarea>", "").replace("</template>", "").replace("</title>", "")), lading


def test_every_hostile_text_comes_out_clean():
    """The whole corpus, one by one and in one piece, through each way in and each way out; without a database."""
    uit = ladingen()
    assert len(uit) >= 1000
    for lading in (*uit, "".join(uit), "".join(reversed(uit))):
        for canoniek in (tekst.schoon(lading), tekst.uit_plat(lading, {}), redactie.uit_editor(lading, {})):
            assert gevaar(canoniek) == [], lading
            assert tekst.schoon(canoniek) == canoniek, lading
            assert gevaar(tekst.toon(canoniek, {}, str)) == [], lading
            assert gevaar(redactie.voor_editor(canoniek, {})) == [], lading
        assert gevaar(tekst.schone_regel(lading)) == gevaar(tekst.regel_uit_plat(lading, {})) == [], lading


@pytest.mark.parametrize("vorm", ["plat", "rijk"])
@pytest.mark.parametrize(("nummer", "soort"), [(7, "vervolg"), (14, "eigenaarschap")])
def test_through_every_field_of_the_form(als, ingevuld, vorm, nummer, soort):
    client = als("redacteur")
    adres = f"/twente/opgaven/{nummer}/{soort}/bewerken/"
    data = ingevuld(client.get(adres), vorm=vorm, opening="\n\n".join(LADINGEN), slot="\n\n".join(LADINGEN))
    data |= {"opening_html": "".join(f"<p>{x}</p>" for x in LADINGEN), "slot_html": "".join(LADINGEN)}
    eerste = int(data["item-INITIAL_FORMS"][0])
    data |= {f"item-{eerste + n}-tekst": lading for n, lading in enumerate(LADINGEN)}
    data |= {f"item-{eerste + n}-deelthema": lading for n, lading in enumerate(LADINGEN)}
    data |= {f"item-{eerste + n}-groep": "overig" for n, lading in enumerate(LADINGEN)}
    data["item-TOTAL_FORMS"] = str(eerste + len(LADINGEN))

    bewaard = client.post(adres, data, headers=HTMX)

    assert bewaard.status_code == 200
    assert gevaar(bewaard.content.decode()) == []
    assert gevaar(client.get(adres, headers=HTMX).content.decode()) == []
    fout = client.post(adres, data | {"item-0-ORDER": "x"} | ({"item-2-ORDER": "x"}), headers=HTMX)
    assert gevaar(fout.content.decode()) == []
    samen = client.post(adres, data | {"slot": "anders", "slot_html": "<p>anders</p>"}, headers=HTMX)
    assert samen.status_code == 200 and "Dit kwam mee" in samen.content.decode()
    assert gevaar(samen.content.decode()) == []
    anders = data | {"opening": "\n\n".join(f"{x} anders" for x in LADINGEN), "versie": "99"}
    anders |= {"opening_html": "".join(f"<p>{x} anders</p>" for x in LADINGEN)}
    conflict = client.post(adres, anders, headers=HTMX)
    assert conflict.status_code == 409 and "alert" in conflict.content.decode()
    assert gevaar(conflict.content.decode()) == []
    editor = client.post(adres, anders | {"aanpassen": "1"}, headers=HTMX)
    assert editor.status_code == 200 and gevaar(editor.content.decode()) == []
    for rij in Item.objects.filter(sectie__versie__gt=1):
        assert gevaar(rij.tekst) == [], rij.tekst


def test_in_names_and_hidden_fields(als, ingevuld):
    client = als("redacteur")
    adres = "/twente/opgaven/14/eigenaarschap/bewerken/"
    for lading in LADINGEN:
        velden = {
            "item-0-koppelingen": lading,
            "item-0-sleutel": lading,
            "item-0-status": lading,
            "item-0-groep": lading,
        }
        antwoord = client.post(adres, ingevuld(client.get(adres)) | velden | {"versie": lading}, headers=HTMX)
        assert antwoord.status_code == 422
        assert gevaar(antwoord.content.decode()) == [], lading
        weg = client.__class__().post(adres, {"opening": lading, lading[:20]: "a b"})
        assert [g for g in gevaar(weg.content.decode()) if g not in ("<meta>", "<link>", "<script>")] == [], lading
        assert "alert(1)</script>" not in weg.content.decode()


def test_in_the_title_of_a_chapter_section(als, ingevuld):
    client = als("redacteur")
    adres = "/twente/plan/1/1/bewerken/"
    for lading in LADINGEN[:6]:
        antwoord = client.post(adres, ingevuld(client.get(adres), titel=lading), headers=HTMX)
        assert gevaar(antwoord.content.decode()) == []


def test_what_was_stored_past_the_form_is_cleaned_when_shown(als, sectie):
    rij = sectie(7, "vervolg")
    bewaar_sectie(sectie=rij, vanaf_versie=1, inhoud=replace(bouw_sectie(rij), slot="<p>x</p>"), door=None)
    Sectie.objects.filter(pk=rij.pk).update(versie=3, opening="<p onclick=alert(1)>a<script>alert(1)</script></p>")
    client = als("redacteur")
    for adres in ("/twente/opgaven/7/vervolg/", "/twente/opgaven/7/vervolg/bewerken/"):
        assert gevaar(client.get(adres, headers=HTMX).content.decode()) == []
