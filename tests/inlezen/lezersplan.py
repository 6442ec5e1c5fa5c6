"""A plan of a region that does not exist, written for the tests: every form and trap of a printed plan, as text, Word
and PDF. The persons in it are made of syllables."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape

from plandocument import boom

REGIO = "Veenland"


def persoon(nummer: int, tussen: str = "") -> str:
    """A made-up name; the same number gives the same one."""
    dobbel = random.Random(f"persoon {nummer}")
    woord = [
        "".join(dobbel.choice(["ba", "ke", "lo", "mi", "ru", "so", "ti", "va"]) for _ in range(3)).capitalize()
        for _ in range(2)
    ]
    return " ".join([woord[0], tussen, woord[1]]).replace("  ", " ")


@dataclass(frozen=True)
class Stuk:
    """A line of the plan: what it is, and its words. `aan` puts it right below the line before it."""

    soort: str  # titel, inhoud, hoofdstuk, kop, tussenkop, cluster, fiche, fichekop, p, punt, rij, ruis, naam, org
    tekst: str
    aan: bool = False


def _fiche(cluster: str, titel: str, secties: dict[str, list[str]]) -> list[Stuk]:
    """`- ` makes a point, `+ ` a line right below the one before."""
    stukken = [Stuk("cluster", cluster), Stuk("fiche", titel)]
    for kop, regels in secties.items():
        stukken.append(Stuk("fichekop", kop))
        for regel in regels:
            if regel.startswith("- "):
                stukken.append(Stuk("punt", regel[2:]))
            else:
                stukken.append(Stuk("p", regel.removeprefix("+ "), aan=regel.startswith("+ ")))
    return stukken


LANG = (
    "Veenland is een uitgestrekte streek met oude vaarten, jonge bedrijven en dorpen die elk hun eigen school willen "
    "houden, en dat gaat alleen als er genoeg mensen blijven wonen die er werk, zorg en een huis kunnen vinden."
)

FICHES = [
    _fiche(
        "DE STREEK MAAKT EEN SCHAALSPRONG",
        "Wonen langs de vaart",
        {
            "Opgave": ["Er komen 9.000 huizen bij langs de vaarten, voor jong en oud."],
            "Huidige situatie en context": [
                LANG,
                "Lopende trajecten zijn er genoeg, maar zij raken elkaar nauwelijks.",
            ],
            "Lopende trajecten tussen Rijk en regio": ["- Woondeal Veenland 2025", "- Vaartenprogramma (zie opgave 3)"],
            "Eigenaarschap in de regio": [
                "Bestuurlijk: BO Wonen voorbereidend op het landelijke overleg",
                "Uitvoering: Kernteam Vaarten",
            ],
            "Betrokken ministeries": ["VRO (primair), EZK*, I&W", "*EZK = EZ en/of KGG"],
            "Wat is aanvullend nodig": ["Er is geld nodig voor bruggen < 12 ton en voor kades & oevers."],
            "Geconstateerde knelpunten": [
                "De streek loopt tegen drie dingen aan, die samenhangen met de bodem:",
                "- Slappe grond maakt bouwen duur",
                "- Vergunningen duren te lang",
                "- Er zijn te weinig vaklieden",
            ],
            "Regionale impact knelpunten": ["Jonge mensen vertrekken naar de stad en komen niet meer terug."],
            "Mogelijke interventies als start voor gesprek Rijk": [
                "Rijk: Regels voor slappe grond verruimen, meebetalen aan kades",
                "Regio: Samen grond kopen",
            ],
            "Vervolgafspraken": ["Rijk en regio tekenen in het najaar een afspraak over de kades"],
        },
    ),
    _fiche(
        "IEDEREEN DOET MEE",
        "Kansen voor kinderen in de dorpen",
        {
            "Opgave": ["Kinderen in de dorpen krijgen dezelfde kansen als kinderen in de stad."],
            "Huidige situatie en context": [
                "Het gaat in de dorpen minder goed dan in de rest van het land. Over twintig jaar willen wij dat:",
                "Kinderen een school vinden die bij hen past.",
                "- Jongeren werk vinden in de eigen streek.",
                "- Ouders tijd en rust hebben.",
            ],
            "Lopende trajecten tussen Rijk en regio": [
                "Alleen gewone regelingen; er is geen eigen programma voor Veenland."
            ],
            "Eigenaarschap in de regio (voorstel)": [
                "Bestuurlijk: Wethouders jeugd van de vier gemeenten",
                "Uitvoering: Verspreid over de gemeenten",
                "Ouders en vrijwilligers denken graag mee in het Platform Dorpsschool en daarbuiten",
            ],
            "Betrokken ministeries": ["VRO/BZK (primair), OCW, J&V"],
            "Wat is aanvullend nodig?": [
                "Een aanpak per dorp: met geld dat blijft.",
                "Een vast gezicht: iemand die de ouders kennen.",
            ],
            "Geconstateerde knelpunten": ["- Geld komt uit te veel potjes", "- Elke regeling stopt na een paar jaar"],
            "Regionale impact knelpunten": [
                "Talent blijft ongebruikt, en dat merkt ook het bedrijfsleven (zie opgave 4)."
            ],
            "Mogelijke interventies als start voor gesprek Rijk": [
                "Rijk: Eén regeling in plaats van negen",
                "Regio: Een brugklas in elk groot dorp",
            ],
            "Vervolgafpraak": ["....."],
        },
    ),
    _fiche(
        "IEDEREEN DOET MEE",
        "Schoon water, genoeg stroom",
        {
            "Opgave": ["Water en stroom zijn er voor iedereen, ook in droge zomers en koude winters."],
            "Huidige situatie en context": [LANG.replace("uitgestrekte", "natte")],
            "Lopende trajecten": [
                "- Waterprogramma Noord",
                "- Aanpak stroomnet (bepalend traject)",
                "- Onderzoek ligt in de ijskast.",
            ],
            "Eigenaarschap in de regio": [
                "Bestuurlijk: Bestuurlijk Overleg Water (water)",
                "+ Energietafel Veenland (energie)",
                "Uitvoering: Werkplaats Stroom; Bestuurders van de randgemeenten (nog te organiseren)",
            ],
            "Betrokken ministeries": ["BZK, LNV, SZW VWS"],
            "Wat is aanvullend nodig": [
                "Ruimere regels voor kleine bronnen.",
                "- Meetpunten in elke polder;",
                "- Een noodplan voor droge zomers",
            ],
            "Geconstateerde knelpunten": [
                "De eerste lessen zijn:",
                "- Het net is vol",
                "- De bodem daalt sneller dan gedacht",
            ],
            "Regionale impact knelpunten": [
                "Bedrijven wachten op een aansluiting en gaan intussen ergens anders bouwen."
            ],
            "Mogelijke interventies als start voor gesprek Rijk": [
                "Rijk/regio: Samen een proef doen met opslag onder de dorpen (zie opgave 1)",
            ],
            "Vervolgafpraak": ["....."],
        },
    ),
    _fiche(
        "GOEDE WEGEN VEENLAND",
        "Bereikbaar over water en weg",
        {
            "Opgave": ["Elk dorp is binnen een uur bereikbaar, over het water, over de weg of met de bus."],
            "Huidige situatie en context": [
                "De bus rijdt minder vaak dan tien jaar geleden, en de brug is oud en smal."
            ],
            "Lopende trajecten tussen Rijk en regio": ["- Onderzoek N999 (zie opgave 1)", "- Visie op de bus"],
            "Eigenaarschap in de regio": [
                "Bestuurlijk:",
                "- Gedeputeerde Verkeer (Provincie Moerland)",
                "- Trekker Bus (wethouder Turfstede)",
                "Uitvoering: --",
            ],
            "Betrokken ministeries": ["I&W (primaire) ABX"],
            "Wat is aanvullend nodig": ["- Een tweede brug bij Turfstede", "- Bussen die vaker rijden"],
            "Geconstateerde knelpunten": [
                "De brug kan het verkeer niet aan en de bus staat daardoor in de file. Er is nog geen besluit over "
                "geld, en zonder besluit kan de provincie niet beginnen aan een ontwerp voor een nieuwe brug."
            ],
            "Regionale impact knelpunten": ["Wie geen auto heeft, kan niet naar zijn werk of naar de huisarts komen."],
            "Mogelijke interventies (suggesties regio, bespreken met Rijk)": [
                "Rijk: Meebetalen aan de brug",
                "Regio: Eén dienstregeling voor bus en boot",
            ],
            "Vervolgafspraken": ["....."],
        },
    ),
]

OVERZICHT = [
    Stuk("tussenkop", "De streek maakt een schaal sprong"),
    Stuk("p", "1. Er komen huizen bij langs de vaarten"),
    Stuk("tussenkop", "Iedereen doet mee"),
    Stuk("p", "4. Elk dorp is goed te bereiken"),
    Stuk("p", "2. Kinderen in de dorpen krijgen gelijke kansen"),
    Stuk("p", "3. Water en stroom zijn er voor iedereen"),
]


def plan() -> list[Stuk]:
    """The whole plan, line by line."""
    uitgangspunten = []
    for naam, uitleg, voorbeeld in (
        (
            "Een prettige plek om te wonen",
            "Door genoeg woningen te bouwen en de dorpen groen te houden.",
            "woningnood, droge tuinen",
        ),
        ("Voorzieningen dichtbij", "Zodat niemand ver hoeft te reizen voor school of dokter.", "bus, school, winkel"),
    ):
        uitgangspunten += [
            Stuk("tussenkop", naam),
            Stuk("p", uitleg),
            Stuk("p", "Voorbeelden opgaven:"),
            Stuk("p", voorbeeld),
        ]
    return [
        Stuk("ruis", "NATIONAAL PROGRAMMA VITALE REGIO'S"),
        Stuk("titel", 'Inzet van de streek voor het "Plan voor de Regio"'),
        Stuk("titel", "Definitief", aan=True),
        Stuk("titel", "Mei 2026", aan=True),
        Stuk("kop", "INHOUDSOPGAVE"),
        Stuk("inhoud", "Inleiding\t3"),
        Stuk("inhoud", "Context Plan voor de Regio\t4", aan=True),
        Stuk("inhoud", "4 opgaven voor de komende 20 jaar\t6", aan=True),
        Stuk("inhoud", "Organisatie en wijze van samenwerking\t11", aan=True),
        Stuk("inhoud", "Monitoring en evaluatie\t12", aan=True),
        Stuk("hoofdstuk", "INLEIDING"),
        Stuk("p", "Dit plan gaat over **vier opgaven** van Rijk en regio. " + LANG),
        Stuk("p", "Bron: Atlas van Veenland, 2024"),
        Stuk("hoofdstuk", "CONTEXT\nPLAN VOOR DE\nREGIO"),
        Stuk("kop", "DE STREEK VERANDERT"),
        Stuk(
            "p",
            "De streek verandert snel, en daar hoort een plan bij. " + LANG.replace("oude vaarten", "lange vaarten"),
        ),
        Stuk("punt", "**Minder mensen:** in twintig jaar daalt het aantal inwoners van de dorpen met een tiende."),
        Stuk("punt", "**Meer water:** de bodem daalt en de buien worden zwaarder dan zij vroeger waren."),
        Stuk("kop", "INZET VEENLAND IN HET NPVR"),
        *OVERZICHT,
        Stuk("kop", "UITGANGSPUNTEN NPVR"),
        Stuk("p", "Het Rijk werkt met een paar uitgangspunten, en de streek sluit zich daarbij aan."),
        *uitgangspunten,
        Stuk("kop", "LEESWIJZER"),
        Stuk("p", "Elke opgave staat op een fiche van een bladzijde, met tien vaste onderdelen."),
        Stuk("kop", "DOORLOPEN PLANNING NPVR"),
        Stuk("kop", "VERTALING NAAR DOELSTELLINGEN NPVR"),
        Stuk("ruis", REGIO),
        Stuk("p", "Natte, vindingrijke streek", aan=True),
        Stuk("p", "Werken aan mooie dorpen"),
        Stuk("p", "Werken aan goede wegen"),
        Stuk("p", "Relevante opgaven:"),
        Stuk("p", "1 2"),
        Stuk("p", "3", aan=True),
        Stuk("p", "1 3 4"),
        Stuk("ruis", REGIO),
        Stuk("ruis", "Board", aan=True),
        Stuk("ruis", "2"),
        Stuk("hoofdstuk", "4 OPGAVEN\nVOOR DE\nKOMENDE\n20 JAAR"),
        Stuk("ruis", REGIO),
        Stuk("ruis", "Werkdocument"),
        Stuk("ruis", "Nationaal Programma", aan=True),
        Stuk("ruis", "Vitale Regio's", aan=True),
        *(stuk for fiche in FICHES for stuk in fiche),
        Stuk("ruis", REGIO),
        Stuk("ruis", "Board", aan=True),
        Stuk("ruis", "3"),
        Stuk("hoofdstuk", "ORGANISATIE EN\nWIJZE VAN\nSAMENWERKING"),
        Stuk("ruis", "Werkdocument"),
        Stuk("kop", "SAMENWERKING REGIONAAL"),
        Stuk("p", "De streek werkt met een klein team dat de opgaven bij elkaar houdt en de besluiten voorbereidt."),
        Stuk("org", "Programmamanager"),
        Stuk("org", "Programma-ondersteuner", aan=True),
        Stuk("naam", persoon(1)),
        Stuk("org", "Vacature", aan=True),
        Stuk("org", "Gemeente Turfstede"),
        Stuk("org", "Ondernemend Veenland", aan=True),
        Stuk("naam", persoon(2, "van der")),
        Stuk("naam", persoon(3), aan=True),
        Stuk("org", "Extern adviseur"),
        Stuk("naam", persoon(4, "de")),
        Stuk("kop", "OPBRENGST REGIONALE SESSIES"),
        Stuk("p", "Er kwamen veel mensen, en zij vroegen aandacht voor cultuur (opgaven 2 en 3) en voor opgave 4."),
        Stuk("p", "Resultaat:"),
        Stuk("punt", "Veel steun voor de inzet"),
        Stuk("punt", "Vragen over geld en planning"),
        Stuk("kop", "SAMENWERKING MINISTERIES"),
        Stuk("p", "Het Rijk heeft voor elk ministerie een contactpersoon die vragen uit de streek verder brengt."),
        Stuk("org", "Ministerie BZK"),
        Stuk("org", "(Verantwoordelijk ministerie)", aan=True),
        Stuk("naam", f"{persoon(5)} (coördinator)"),
        Stuk("naam", f"{persoon(6)} (Regio Deals)", aan=True),
        Stuk("org", "Ministerie VRO"),
        Stuk("naam", f"{persoon(7, 'de')} en {persoon(8).split()[0]}"),
        Stuk("naam", persoon(8).split()[1], aan=True),
        Stuk("kop", "GOVERNANCE NPVR"),
        Stuk("ruis", REGIO),
        Stuk("ruis", "Board", aan=True),
        Stuk("ruis", "3"),
        Stuk("hoofdstuk", "MONITORING EN EVALUATIE"),
        Stuk("kop", "AANPAK MONITORING"),
        Stuk("tussenkop", "Eerste stappen"),
        Stuk("p", "1. Opgaven en ambitie"),
        Stuk("p", "De streek kijkt elk jaar met het Rijk of de opgaven nog de goede opgaven zijn."),
        Stuk("p", "2. Wie hebben we daarvoor nodig?"),
        Stuk("p", "Per opgave spreken partijen af wie meet, wie rekent en wie het verhaal erbij vertelt."),
        Stuk("kop", "MONITORING IN UITVOERINGSPLAN"),
        Stuk("rij", "Uitvoeringsplan 2026|Beeld van de streek delen|Nulmeting doen"),
        Stuk("rij", "Uitvoeringsplan 2027|Eerste meting"),
        Stuk("p", "Hierbij gebruiken Rijk en regio dezelfde cijfers en dezelfde kaarten van de streek."),
    ]


def namen() -> list[str]:
    """The words of every line that names persons."""
    return [stuk.tekst for stuk in plan() if stuk.soort == "naam"]


# ---- as text ----


def als_tekst(
    stukken: Iterable[Stuk] | None = None,
    *,
    bullet: str = "- ",
    inspringen: str = "",
    achter: str = "",
    kop: Callable[[str], str] = str,
    tussen: Callable[[int], list[str]] = lambda n: [],
) -> str:
    """Plain text as the sources have it; `kop` dresses the headings of fiches, `tussen` puts lines after the n-th."""
    regels: list[str] = []
    for n, stuk in enumerate(plan() if stukken is None else stukken):
        if not stuk.aan and stuk.soort != "rij":
            regels += ["", *tussen(n)]
        if stuk.soort == "rij":
            eerste, *punten = stuk.tekst.split("|")
            regels.append(f'| {eerste} | <ul style="list-style-type: none">{"".join("▪ " + p for p in punten)} |')
            continue
        for deel in stuk.tekst.split("\n"):
            tekst = kop(deel) if stuk.soort == "fichekop" else deel
            regels.append(f"{inspringen}{bullet if stuk.soort == 'punt' else ''}{tekst}{achter}")
        if stuk.soort == "kop" and "UITVOERINGSPLAN" in stuk.tekst:
            regels += ["", "- | | |", "|-----|--|"]
    return "\n".join(regels) + "\n"


# ---- as Word ----


def als_word(*, sporen: bool = False) -> bytes:
    """A .docx with styles, lists and a table. With `sporen`, some words are tracked insertions, others deletions."""
    import docx
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    document = docx.Document()
    tabel = None
    for stuk in plan():
        if stuk.soort == "rij":
            eerste, *punten = stuk.tekst.split("|")
            tabel = tabel or document.add_table(rows=0, cols=2)
            rij = tabel.add_row()
            rij.cells[0].text = eerste
            rij.cells[1].paragraphs[0].text = punten[0]
            rij.cells[1].paragraphs[0].style = "List Bullet"
            for punt in punten[1:]:
                rij.cells[1].add_paragraph(punt, style="List Bullet")
            continue
        stijl = {"hoofdstuk": "Heading 1", "kop": "Heading 2", "tussenkop": "Heading 3", "punt": "List Bullet"}
        vorige = document.paragraphs[-1] if document.paragraphs else None
        if stuk.aan and vorige is not None and stuk.soort in ("naam", "org"):
            alinea = vorige
            alinea.add_run().add_break()
        else:
            alinea = document.add_paragraph(style=stijl.get(stuk.soort))
        for n, deel in enumerate(stuk.tekst.replace("\n", " ").split("**")):
            if not deel:
                continue
            run = alinea.add_run(deel)
            run.bold = bool(n % 2) or None
            if sporen and stuk.soort == "p" and n == 0 and len(deel) > 60:
                _volg(alinea, run, qn, OxmlElement)
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def _volg(alinea: object, run: object, qn: Callable[[str], str], maak: Callable[[str], object]) -> None:
    """Make of a run a tracked insertion, and put a tracked deletion after it."""
    ins, weg = maak("w:ins"), maak("w:del")
    for spoor in (ins, weg):
        spoor.set(qn("w:id"), "7")  # type: ignore[attr-defined]
        spoor.set(qn("w:author"), "Test")  # type: ignore[attr-defined]
    run._r.addprevious(ins)  # type: ignore[attr-defined]
    ins.append(run._r)  # type: ignore[attr-defined]
    oud, tekst = maak("w:r"), maak("w:delText")
    tekst.text = "Deze woorden zijn geschrapt."  # type: ignore[attr-defined]
    oud.append(tekst)  # type: ignore[attr-defined]
    weg.append(oud)  # type: ignore[attr-defined]
    ins.addnext(weg)  # type: ignore[attr-defined]


# ---- as PDF ----

_CSS = """
@page { size: A4; margin: 2.4cm 2.2cm; @top-left { content: "Plan voor de Regio Veenland" }
        @bottom-right { content: "bladzijde " counter(page) } }
html { font-family: "DejaVu Sans", sans-serif; font-size: 10pt; line-height: 1.4 }
p, h1, h2, h3, li { hyphens: auto } p, ul, table { margin: 0 0 0.8em } td { vertical-align: top }
h1, h2, h3 { font-size: 13pt; margin: 1.2em 0 0.6em } h1 { break-before: page }
"""


def als_pdf() -> bytes:
    """A PDF of several pages with running headers, page numbers and divided words."""
    import weasyprint

    html: list[str] = []
    soorten = {"hoofdstuk": "h1", "kop": "h2", "tussenkop": "h3", "fichekop": "h3", "cluster": "h2", "fiche": "h2"}
    stukken = plan()
    n = 0
    while n < len(stukken):
        stuk = stukken[n]
        if stuk.soort in ("punt", "rij"):
            einde = n
            while einde < len(stukken) and stukken[einde].soort == stuk.soort:
                einde += 1
            html.append(_lijst(stukken[n:einde]) if stuk.soort == "punt" else _tabel(stukken[n:einde]))
            n = einde
            continue
        tag = soorten.get(stuk.soort, "p")
        woorden = _vet(stuk.tekst).replace("\n", "<br>").replace("\t", " ..... ")
        if stuk.aan and html and html[-1].endswith(f"</{tag}>"):
            html[-1] = html[-1].removesuffix(f"</{tag}>") + f"<br>{woorden}</{tag}>"
        else:
            html.append(f"<{tag}>{woorden}</{tag}>")
        n += 1
    bladzijde = (
        f'<html lang="nl"><head><style>{_CSS}</style><title>Plan</title></head><body>{"".join(html)}</body></html>'
    )
    return bytes(weasyprint.HTML(string=bladzijde).write_pdf())


def _vet(tekst: str) -> str:
    delen = escape(tekst, quote=False).split("**")
    return "".join(f"<b>{deel}</b>" if n % 2 else deel for n, deel in enumerate(delen))


def _lijst(stukken: Iterable[Stuk]) -> str:
    return f"<ul>{''.join(f'<li>{_vet(s.tekst)}</li>' for s in stukken)}</ul>"


def _tabel(stukken: Iterable[Stuk]) -> str:
    rijen = [s.tekst.split("|") for s in stukken]
    return "<table>{}</table>".format(
        "".join(f"<tr><td>{r[0]}</td><td>{_lijst([Stuk('punt', p) for p in r[1:]])}</td></tr>" for r in rijen)
    )


# ---- comparing ----


def zonder_sleutels(document: boom.Plandocument) -> boom.Plandocument:
    """The document with keys that follow from the place, so that two readings of one plan can be compared."""
    nieuw: dict[str, str] = {}

    def sleutel(oud: str, *delen: object) -> str:
        nieuw[oud] = "0".join(str(d) for d in delen)
        return nieuw[oud]

    def link(html: str) -> str:
        for oud, vast in per_opgave.items():
            html = html.replace(f"opgave:{oud}", f"opgave:{vast}")
        return html

    def sectie(s: boom.Sectie, *plaats: object) -> boom.Sectie:
        items = tuple(
            replace(i, sleutel="-".join(map(str, (*plaats, n))), tekst=link(i.tekst)) for n, i in enumerate(s.items)
        )
        vast = "-".join(map(str, plaats))
        return replace(s, sleutel=vast, opening=link(s.opening), slot=link(s.slot), items=items)

    clusters = tuple(replace(c, sleutel=sleutel(c.sleutel, "cluster", n)) for n, c in enumerate(document.clusters))
    doelen = tuple(replace(d, sleutel=sleutel(d.sleutel, "doel", d.nummer)) for d in document.doelstellingen)
    per_opgave = {o.sleutel: f"opgave{o.nummer}" for o in document.opgaven}
    return replace(
        document,
        clusters=clusters,
        doelstellingen=doelen,
        uitgangspunten=tuple(
            replace(u, sleutel=f"uit{u.nummer}", omschrijving=link(u.omschrijving)) for u in document.uitgangspunten
        ),
        hoofdstukken=tuple(
            replace(h, sleutel=f"h{n}", secties=tuple(sectie(s, "h", n, m) for m, s in enumerate(h.secties)))
            for n, h in enumerate(document.hoofdstukken)
        ),
        opgaven=tuple(
            replace(
                o,
                sleutel=per_opgave[o.sleutel],
                cluster=nieuw.get(o.cluster, ""),
                cluster_overzicht=nieuw.get(o.cluster_overzicht, ""),
                doelstellingen=tuple(nieuw[d] for d in o.doelstellingen),
                overzicht=link(o.overzicht),
                secties=tuple(sectie(s, o.nummer, s.soort) for s in o.secties),
            )
            for o in document.opgaven
        ),
    )
