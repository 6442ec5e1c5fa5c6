"""Whether XML from outside brings a DOCTYPE, asked of a parser: it knows the encoding, which looking for letters does
not. A DOCTYPE stands before the first element, so no more than that is read."""

from __future__ import annotations

from xml.parsers import expat

_HAP = 4096


class VerbodenXml(ValueError):
    """A DOCTYPE, or something before the first element that is no XML."""


class Voorwerk:
    """What stands before the first element of one part; fed with its blocks as they are unpacked."""

    def __init__(self) -> None:
        self._klaar = False
        self._lezer = expat.ParserCreate()
        self._lezer.StartDoctypeDeclHandler = self._weiger
        self._lezer.StartElementHandler = self._begonnen

    def neem(self, blok: bytes) -> None:
        """Raises VerbodenXml. Cost: until the first element, then none."""
        for begin in range(0, len(blok), _HAP):
            if self._klaar:
                return
            try:
                self._lezer.Parse(blok[begin : begin + _HAP], False)
            except VerbodenXml:
                raise
            except (expat.ExpatError, ValueError) as fout:  # no XML, or in an encoding that nobody writes it in
                if not self._klaar:
                    raise VerbodenXml(str(fout)) from fout

    def _weiger(self, *_: object) -> None:
        raise VerbodenXml("DOCTYPE")

    def _begonnen(self, *_: object) -> None:
        self._klaar = True
        self._lezer.StartElementHandler = None
