"""More than a thousand hostile texts through every door, and every page that shows them in a real browser.

Nothing may run, be refused by the CSP (that would be the second line of defence at work), or stand in the page as an
element, attribute or address that could run. The control at the end shows that the judge sees all three.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Dialog, Page, Route

from accounts.models import User
from governance.models import Gremium, Mijlpaal, Ministerie, Organisatie, Regio, Rol
from opgaven.actions.plannen import pas_toe
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan, Sectie, Traject
from tests.huis.toegangstabel import TABEL
from tests.proeven.gereedschap import velden
from tests.proeven.lading import KERNEN, ladingen, per_bladzijde

pytestmark = pytest.mark.django_db(transaction=True)

HTMX = {"HX-Request": "true"}
LADINGEN = ladingen()
LUISTER = """
window.__gehoord = 0; window.__xss = () => { window.__gehoord += 1 }; window.__csp = [];
document.addEventListener('securitypolicyviolation', e => window.__csp.push(e.violatedDirective + ' ' + e.sample));
"""
OORDEEL = r"""() => {
    const fout = /^[\s\x00-\x20]*(java|vb)script:|^\s*data:(?!image\/(png|svg))/i;
    const mis = [], adressen = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'poster', 'background'];
    for (const el of document.querySelectorAll('*')) {
        if (/^(iframe|object|embed|base|applet|marquee|frame|audio|video|math)$/i.test(el.localName)) mis.push(el);
        if (el.localName === 'script' && !el.src && !el.nonce && el.type !== 'application/json') mis.push(el);
        for (const a of el.attributes) {
            if (/^on|^srcdoc$/i.test(a.name) || a.name === 'hx-vals') mis.push(el);
            if (adressen.includes(a.name) && fout.test(a.value))
                mis.push(el);
        }
    }
    return {mis: mis.map(el => el.outerHTML.slice(0, 200)), csp: window.__csp, gehoord: window.__gehoord};
}"""


class Wacht:
    """Looks at a page: what ran, what was refused, and what could run."""

    def __init__(self, page: Page) -> None:
        self.page, self.klachten, self.gezien = page, [], 0
        page.add_init_script(LUISTER)
        page.on("dialog", self._dialoog)
        page.on("console", self._luister)

    def _dialoog(self, dialoog: Dialog) -> None:
        if dialoog.type != "beforeunload":  # an editor with unsaved text asks whether one may leave
            self.klachten.append(f"{self.page.url}: dialoog {dialoog.message}")
        dialoog.accept()

    def _luister(self, bericht: Any) -> None:
        if re.search("Content.Security.Policy|Refused to", bericht.text):
            self.klachten.append(f"{self.page.url}: {bericht.text[:200]}")

    def kijk(self, adres: str, verwacht: int = 200) -> None:
        antwoord = self.page.goto(adres, wait_until="load")
        assert antwoord is not None and antwoord.status == verwacht, (adres, antwoord and antwoord.status)
        self.oordeel()

    def oordeel(self) -> None:
        self.gezien += 1
        uit = self.page.evaluate(OORDEEL)
        if uit["mis"] or uit["csp"] or uit["gehoord"]:
            self.klachten.append(f"{self.page.url}: {uit['mis'][:3]} {uit['csp'][:3]} {uit['gehoord']}")


@pytest.fixture
def wacht(page: Page) -> Iterator[Wacht]:
    page.set_default_timeout(30_000)
    yield Wacht(page)


def schoon(teksten: list[str], hoogstens: int = 200) -> list[str]:
    """As a database can hold them: no NUL, no longer than a field."""
    return [tekst.replace("\x00", "") for tekst in teksten if len(tekst) <= hoogstens]


def post(client: Client, adres: str, **anders: Any) -> int:
    data = velden(client.get(adres, headers=HTMX).text)
    return client.post(adres, data | anders, headers=HTMX).status_code


def door_het_formulier(client: Client) -> list[str]:
    """Opening, closing text and points, plain and rich, titles, deelthema and reasons. Addresses that show them."""
    adressen = []
    for n, stuk in enumerate(per_bladzijde(LADINGEN, 20_000), 1):
        adres = f"/twente/opgaven/{n}/situatie/bewerken/"
        assert post(client, adres, opening="\n\n".join(stuk), waarom=stuk[n][:300]) == 200
        adressen.append(adres)
        adres = f"/twente/opgaven/{n}/vervolg/bewerken/"
        rijk = "".join(f"<p>{tekst}</p>" if k % 2 else tekst for k, tekst in enumerate(stuk))
        velden_rijk = {"vorm": "rijk", "opening_html": rijk, "slot_html": "".join(stuk[::-1]), "waarom": KERNEN[1]}
        assert post(client, adres, **velden_rijk) == 200
        adressen.append(adres)
    for n in range(10):
        stuk = LADINGEN[n * 190 : (n + 1) * 190]
        adres = f"/twente/opgaven/{n + 8}/knelpunten/bewerken/"
        rijen = {f"item-{k}-{veld}": w for k, t in enumerate(stuk) for veld, w in (("tekst", t), ("ORDER", k + 1))}
        leeg = {f"item-{k}-sleutel": "" for k in range(len(stuk))}
        totaal = {"item-TOTAL_FORMS": str(len(stuk)), "item-INITIAL_FORMS": "0"}
        assert post(client, adres, **rijen, **leeg, **totaal) == 200
        adressen.append(adres)
    adres = "/twente/opgaven/14/eigenaarschap/bewerken/"
    stuk = [tekst for tekst in LADINGEN[::15] if len(tekst) <= 100]
    rijen = {f"item-{k}-{v}": w for k, t in enumerate(stuk) for v, w in (("tekst", "x"), ("deelthema", t))}
    rijen |= {f"item-{k}-groep": "bestuurlijk" for k in range(len(stuk))} | {
        f"item-{k}-sleutel": "" for k in range(len(stuk))
    }
    assert post(client, adres, **rijen, **{"item-TOTAL_FORMS": str(len(stuk)), "item-INITIAL_FORMS": "0"}) == 200
    adressen.append(adres)
    for n, tekst in enumerate(LADINGEN[::60]):  # a title and a reason per save, one after the other
        adres = f"/twente/plan/{n % 2 + 1}/1/bewerken/"
        assert post(client, adres, titel=tekst[:250], waarom=LADINGEN[-n][:300]) == 200
        adressen.append(adres)
    return list(dict.fromkeys(adressen))


def door_de_registers(regio: Regio) -> None:
    """Names of people, organisations, bodies, ministries, trajecten and milestones: stored as they are."""
    namen = iter(schoon(LADINGEN) * 2)
    Organisatie.objects.bulk_create(Organisatie(regio=regio, code=f"o{n}", naam=next(namen)) for n in range(400))
    Gremium.objects.bulk_create(
        Gremium(regio=regio, code=f"g{n}", naam=next(namen), soort=next(namen)[:80], cadans=next(namen))
        for n in range(60)
    )
    Ministerie.objects.bulk_create(
        Ministerie(code=f"m{n}", afkorting=f"<b>{n}</b>'\"", naam=next(namen)) for n in range(60)
    )
    Traject.objects.bulk_create(
        Traject(regio=regio, code=f"t{n}", naam=next(namen), periode=next(namen)[:100], bedrag=next(namen))
        for n in range(100)
    )
    Mijlpaal.objects.bulk_create(
        Mijlpaal(
            regio=regio, code=f"p{n}", wat=next(namen), wie=next(namen), bron=next(namen),
            datum=f"2027-03-0{n % 9 + 1}", precisie="dag", sorteer="2027-03-01",
            soort=Mijlpaal.Soort.values[0], relevantie="twente",
        )
        for n in range(300)
    )  # fmt: skip
    mensen = User.objects.bulk_create(
        User(email=f"x{n}@proef.test", naam=next(namen)[:150], password="!") for n in range(120)
    )
    Rol.objects.bulk_create(Rol(user=user, regio=regio, soort="lezer") for user in mensen)


def door_de_plancontrole(client: Client) -> None:
    """The reasons of findings that were set aside."""
    tekst = client.get("/twente/plancontrole/").text  # a finding stands in its own form, and in that of its kind
    afdrukken = list(dict.fromkeys(re.findall('name="afdruk" value="([^"]+)"', tekst)))[:12]
    for afdruk, tekst in zip(afdrukken, LADINGEN[::150], strict=False):
        assert client.post("/twente/plancontrole/opzij/", {"afdruk": afdruk, "reden": tekst}).status_code == 303


def door_het_inlezen(plan: Plan) -> None:
    """A plan that is loaded: names of its parts, and texts that nothing has cleaned yet."""
    doc = bouw_opnieuw(plan)
    namen = iter(schoon(LADINGEN[::7]))
    opgaven = tuple(
        replace(
            o,
            titel=next(namen) if o.nummer % 2 else o.titel,
            overzicht="".join(LADINGEN[o.nummer * 10 : o.nummer * 10 + 10]),
            secties=tuple(
                replace(s, opening="".join(LADINGEN[o.nummer * 60 : o.nummer * 60 + 60])) if s.soort == "impact" else s
                for s in o.secties
            ),
        )
        for o in doc.opgaven
    )
    doc = replace(
        doc,
        titel=next(namen)[:200],
        ondertitel=next(namen),
        label=next(namen)[:100],
        opgaven=opgaven,
        clusters=tuple(replace(c, naam=next(namen)[:150]) for c in doc.clusters),
        doelstellingen=tuple(replace(d, naam=next(namen), kort=next(namen)[:60]) for d in doc.doelstellingen),
        uitgangspunten=tuple(replace(u, naam=next(namen), omschrijving=KERNEN[0]) for u in doc.uitgangspunten),
        hoofdstukken=tuple(replace(h, titel=next(namen)) for h in doc.hoofdstukken),
    )
    pas_toe(regio=plan.regio, document=doc, door=None, vervang=True, waarom=KERNEN[1])


def test_nothing_runs_on_any_page(wacht: Wacht, voorbeeld: Plan, als: Callable[..., Client], live_server: Any) -> None:
    assert len(LADINGEN) >= 1000
    client = als("programmamanager")
    door_het_inlezen(voorbeeld)
    door_de_registers(voorbeeld.regio)
    bewerkt = door_het_formulier(client)
    rauw = Sectie.objects.get(plan=voorbeeld, opgave__nummer=21, soort__code="opgave")  # past every door, by raw SQL
    Sectie.objects.filter(pk=rauw.pk).update(versie=rauw.versie + 1, opening="".join(schoon(LADINGEN[::9])))
    klad = velden(client.get("/twente/opgaven/2/opgave/bewerken/", headers=HTMX).text)
    klad |= {"opening": ["\n\n".join(LADINGEN[::5])], "venster": ["lading001"], "volgnummer": ["1"]}
    manager = User.objects.get(pk=client.session["_auth_user_id"])
    assert client.post("/twente/opgaven/2/opgave/bewerken/klad/", klad | {"wie": [str(manager.pk)]}).status_code == 200
    terug = client.post("/twente/opgaven/1/situatie/geschiedenis/1/terug/", {"versie": "3"})
    assert terug.status_code in (303, 409)

    door_de_plancontrole(client)
    url, page = live_server.url, wacht.page
    sessie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": url}])
    laatste = User.objects.order_by("-pk")[1].pk
    for pad in (
        "plan/1/", "plan/2/", "governance/g1/", "ministeries/m1/", "trajecten/t1/", f"beheer/personen/{laatste}/",
        "opgaven/2/opgave/bewerken/?klad=lading001", "opgaven/1/geschiedenis/", "opgaven/14/geschiedenis/",
        "opgaven/?q=" + KERNEN[0], "plancontrole/?regel=%22%3E" + KERNEN[1],
    ):  # fmt: skip
        wacht.kijk(f"{url}/twente/{pad}")
    for naam, (kwargs, _) in TABEL.items():  # also pages that are made after this test
        adres = reverse(naam, kwargs=kwargs)
        if not re.search(r"/(pdf|word|odt|docx|json|xlsx|ods|csv|ics)/$", adres):  # no page
            antwoord = client.get(adres)
            if antwoord.status_code == 200 and antwoord["Content-Type"].startswith("text/html"):
                wacht.kijk(url + adres)
    for nummer in range(1, 22):
        wacht.kijk(f"{url}/twente/opgaven/{nummer}/")
    for adres in bewerkt:
        wacht.kijk(url + adres)
    for adres in bewerkt[:4] + bewerkt[-2:]:
        wacht.kijk(url + adres.replace("bewerken/", "geschiedenis/"))
    for adres in bewerkt[1:16:5]:  # the conflict: an old version posted from the page itself
        page.goto(url + adres)
        with page.expect_navigation():
            page.evaluate(
                """() => { const f = document.querySelector('form.bewerker');
                f.querySelector('[name=versie]').value = '99';
                f.querySelector('[name=opening]').value += ' anders'; f.querySelector('[name=vorm]').value = 'plat';
                HTMLFormElement.prototype.submit.call(f) }"""
            )
        assert page.locator("body").inner_text().find("sloeg deze sectie") > 0
        wacht.oordeel()
    assert wacht.klachten == []
    assert wacht.gezien > 60


def test_the_admin_and_lists_for_a_beheerder(
    wacht: Wacht, voorbeeld: Plan, ingelogd: Callable[[str], Page], live_server: Any
) -> None:
    door_de_registers(voorbeeld.regio)
    ingelogd("beheerder")
    url = live_server.url
    for pad, model in (
        ("accounts/user", User), ("governance/organisatie", Organisatie), ("governance/gremium", Gremium),
        ("governance/ministerie", Ministerie), ("governance/mijlpaal", Mijlpaal), ("opgaven/traject", Traject),
    ):  # fmt: skip
        wacht.kijk(f"{url}/beheer/{pad}/?q=" + KERNEN[2])
        wacht.kijk(f"{url}/beheer/{pad}/")
        laatste = model._default_manager.order_by("-pk").values_list("pk", flat=True)[0]
        wacht.kijk(f"{url}/beheer/{pad}/{laatste}/change/")
        wacht.kijk(f"{url}/beheer/{pad}/{laatste}/history/")
    assert wacht.klachten == []


def test_what_is_pasted_into_the_rich_editor(
    wacht: Wacht, voorbeeld: Plan, ingelogd: Callable[[str], Page], live_server: Any
) -> None:
    page = ingelogd("redacteur")
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    page.locator("#s-V [data-bewerken]").click()
    vlak = page.locator("#s-V form.bewerker.script [data-tekst=opening] .schrijf")
    vlak.click()
    for stuk in per_bladzijde(LADINGEN[::4], 8_000):
        for html in ("".join(f"<p>{tekst}</p>" for tekst in stuk), "".join(stuk)):
            vlak.evaluate(
                """(vlak, html) => { const wat = new DataTransfer(); wat.setData('text/html', html);
                wat.setData('text/plain', 'x'); vlak.dispatchEvent(
                    new ClipboardEvent('paste', {clipboardData: wat, bubbles: true, cancelable: true})) }""",
                html,
            )
            wacht.oordeel()
    page.locator("#s-V form.bewerker").get_by_role("button", name="Opslaan").click()
    page.locator("#s-V:not(.open)").wait_for()
    wacht.oordeel()
    assert wacht.klachten == []
    assert Sectie.objects.get(opgave__nummer=7, soort__code="vervolg").versie == 2


@pytest.mark.parametrize("met_csp", [False, True])
def test_the_judge_bites(wacht: Wacht, voorbeeld: Plan, live_server: Any, met_csp: bool) -> None:
    """The control: the same texts, shown as they are, do run; and where the CSP stands before them, it is heard."""
    page = wacht.page
    csp = page.request.get(f"{live_server.url}/twente/").headers["content-security-policy"]
    koppen = {"Content-Type": "text/html; charset=utf-8"} | ({"Content-Security-Policy": csp} if met_csp else {})
    gevangen = gehoord = 0
    for stuk in (LADINGEN[:40], [k for k in LADINGEN if k.startswith("<a href")][:60], list(KERNEN)):
        body = "<!doctype html><title>x</title>" + "<p>x</p>".join(stuk)
        page.unroute("**/rauw/")
        page.route("**/rauw/", partial(Route.fulfill, status=200, headers=koppen, body=body))
        page.goto(f"{live_server.url}/rauw/", wait_until="load")
        page.wait_for_timeout(300)
        uit = page.evaluate(OORDEEL)
        assert uit["mis"]
        gevangen += len(uit["csp"])
        gehoord += uit["gehoord"]
    assert (gehoord == 0 and gevangen > 10) if met_csp else (gehoord > 10 and gevangen == 0)
