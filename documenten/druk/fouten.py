"""Why a print was not made, in a sentence for the person who asked, with what to do."""

from __future__ import annotations

from npvr.bestand import GeenBestand

PAKKETTEN = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class DrukMislukt(GeenBestand):
    """A print that was not made. `zin` and `raad` are shown; `onthoud` keeps it from being tried again at once."""

    wat = "De PDF"
    zin = "Er ging iets mis bij het maken van de PDF."
    onthoud = False


class DuurtTeLang(DrukMislukt):
    zin = "De tekst is zo lang of zo ingewikkeld dat het maken te lang duurt."
    raad = "Staat er ergens een heel lange tekst of lijst in het plan? Kort die in en probeer het opnieuw."
    status = 503
    onthoud = True


class TeVeelGeheugen(DrukMislukt):
    zin = "De tekst is zo lang of zo ingewikkeld dat er te veel geheugen nodig is."
    raad = DuurtTeLang.raad
    status = 503
    onthoud = True


class Afgebroken(DrukMislukt):
    zin = "Het programma dat de PDF maakt, is afgebroken."
    status = 503


class Druk(DrukMislukt):
    zin = "Er worden op dit moment al veel PDF’s gemaakt."
    raad = "Probeer het over een minuut nog eens."
    status = 503


class GeenDrukplek(DrukMislukt):
    zin = "De PDF kan nergens worden bewaard: de schijf is vol of niet te beschrijven."
    raad = "Meld dit bij de beheerder."
    status = 503


class DelenOntbreken(DrukMislukt):
    zin = "Op de server ontbreken programmadelen die de PDF maken."
    raad = f"De beheerder kan ze zo installeren: apt-get install {PAKKETTEN}"
    status = 503


class LetterOntbreekt(DrukMislukt):
    zin = "Op de server ontbreekt het lettertype Fira Sans."
    raad = "De beheerder kan het zo installeren: npm ci --ignore-scripts"
    status = 503
