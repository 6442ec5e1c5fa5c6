"""A picture from outside made safe: PNG and JPEG drawn anew without what else was in the file, SVG by an allowlist."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Final

from .svg import OngeldigeSvg, veilige_svg

MAX_BYTES: Final = 5_000_000
MAX_PUNTEN: Final = 40_000_000
MAX_ZIJDE: Final = 2400
"""Pixels of the longest side; a larger picture is made smaller: 180 mm of paper at 300 dpi is 2126."""
TE_GROOT: Final = "Deze afbeelding is groter dan 5 MB. Maak hem kleiner, of sla hem op als JPEG."


class Beeldfout(ValueError):
    """No picture that the portal can keep. The sentence is for people."""


@dataclass(frozen=True, slots=True)
class VeiligBeeld:
    """Bytes that may be kept and shown, with their type and size in pixels."""

    inhoud: bytes
    soort: str
    breedte: int
    hoogte: int


def maak_veilig(inhoud: bytes) -> VeiligBeeld:
    """Raises Beeldfout. Some 0.2 s for a photo."""
    if len(inhoud) > MAX_BYTES:
        raise Beeldfout(TE_GROOT)
    if inhoud.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        return _pixels(inhoud)
    if b"<svg" in inhoud[:4096] or b":svg" in inhoud[:4096]:
        try:
            schoon, breed, hoog = veilige_svg(inhoud)
        except OngeldigeSvg as fout:
            raise Beeldfout(str(fout)) from fout
        return VeiligBeeld(schoon, "image/svg+xml", breed, hoog)
    raise Beeldfout("Dit is geen PNG, JPEG of SVG. Sla de afbeelding op als een van die drie.")


def _pixels(inhoud: bytes) -> VeiligBeeld:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            beeld: Image.Image = Image.open(io.BytesIO(inhoud), formats=("PNG", "JPEG"))
            if beeld.width * beeld.height > MAX_PUNTEN:
                raise Beeldfout("Deze afbeelding heeft te veel beeldpunten. Maak hem kleiner.")
            jpeg = beeld.format == "JPEG"
            beeld = ImageOps.exif_transpose(beeld)
            beeld.thumbnail((MAX_ZIJDE, MAX_ZIJDE))
            beeld = beeld.convert(
                "RGB" if jpeg else "RGBA" if "A" in beeld.mode or "transparency" in beeld.info else "RGB"
            )
            uit = io.BytesIO()
            kaal = Image.new(beeld.mode, beeld.size)  # with nothing of the file but its pixels
            kaal.paste(beeld)
            if jpeg:
                kaal.save(uit, "JPEG", quality=88, optimize=True)
            else:
                kaal.save(uit, "PNG", optimize=True)
    except Beeldfout:
        raise
    except Exception as fout:
        raise Beeldfout("Deze afbeelding is beschadigd: hij is niet te openen.") from fout
    if uit.tell() > MAX_BYTES:
        raise Beeldfout(TE_GROOT)
    return VeiligBeeld(uit.getvalue(), "image/jpeg" if jpeg else "image/png", beeld.width, beeld.height)
