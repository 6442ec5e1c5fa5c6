// Comments beside the text: what is typed is kept, words that somebody selects can be commented on, and what goes wrong
// is told at the form. Without this file the same links and forms work as pages.

import { kladVan, maakKlad } from "./bewerken-klad.js"

const WEGGOOIEN = "U hebt een reactie getypt die nog niet is geplaatst. Wilt u die tekst weggooien?"
const FOUTEN = {
  0: "Er is geen verbinding met het portaal.",
  400: "Het portaal kon het formulier niet lezen. Misschien is de tekst te groot.",
  403: "De beveiliging van dit formulier was verlopen. Probeer het opnieuw.",
  404: "Deze plek in het plan is er niet meer. Kopieer uw tekst voordat u deze pagina verlaat.",
  413: "De tekst is te groot om te versturen. Maak hem korter.",
}
const STORING = "Er ging iets mis in het portaal. Probeer het over een minuut opnieuw."
const MINST = 3
const MEEST = 2000

const bezig = new WeakSet()
const isReactie = (form) => form.matches?.("form[data-reactie]")

// ---- a form ----

function begin(form) {
  if (bezig.has(form)) return
  bezig.add(form)
  form.addEventListener("input", () => form.setAttribute("data-onbewaard", ""))
  const voorstel = form.querySelector("[data-voorstel]")
  let aangeraakt = false
  voorstel?.addEventListener("input", () => (aangeraakt = true))
  form.addEventListener("change", ({ target }) => {
    if (target.name !== "plaats") return
    const gekozen = form.querySelector("[data-gekozen] q")
    const label = form.querySelector(`label[for="${target.id}"]`)
    if (gekozen && label) gekozen.textContent = target.dataset.tekst || label.textContent.trim()
    if (voorstel && !aangeraakt) voorstel.value = target.dataset.tekst
  })
  // typed before this file listened, or put back by the browser
  if ([...form.querySelectorAll("textarea")].some((veld) => veld.value !== veld.defaultValue)) {
    form.setAttribute("data-onbewaard", "")
  }
  maakKlad(form)
}

function nieuw(wortel) {
  const forms = isReactie(wortel) ? [wortel] : wortel.querySelectorAll("form[data-reactie]")
  for (const form of forms) begin(form)
}

document.addEventListener("htmx:load", ({ detail }) => nieuw(detail.elt))
nieuw(document.body)

document.addEventListener("htmx:beforeCleanupElement", ({ detail }) => isReactie(detail.elt) && kladVan(detail.elt)?.stop())
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (isReactie(detail.elt)) kladVan(detail.elt)?.verzend({ opPagina: false })
})
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!isReactie(detail.elt)) return
  const klad = kladVan(detail.elt)
  if (detail.successful) klad?.bewaard()
  else if (![409, 422].includes(detail.xhr?.status)) klad?.nietVerzonden()
})

// The token may have changed since the page was made, by logging in again in another tab.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
document.addEventListener(
  "submit",
  ({ target }) => {
    const veld = target.elements?.csrfmiddlewaretoken
    if (veld && target.closest(".reacties, .reacties-blad") && token()) veld.value = token()
    if (isReactie(target) && !target.hasAttribute("hx-post")) kladVan(target)?.verzend({ opPagina: true })
  },
  true,
)

document.addEventListener(
  "click",
  (event) => {
    const knop = event.target.closest?.("[data-annuleren-reactie], [data-sluit]")
    if (!knop) return
    const form = knop.closest("form, .reacties")
    const typt = form?.matches("form") ? form : form?.querySelector("form[data-reactie]")
    if (!typt) return
    if (knop.matches("[data-sluit]")) {
      typt.removeAttribute("data-onbewaard") // it is kept, and comes back with the form
      kladVan(typt)?.laatGaan()
      return
    }
    if (!typt.hasAttribute("data-onbewaard")) return
    if (!window.confirm(WEGGOOIEN)) {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    typt.removeAttribute("data-onbewaard")
    const weg = kladVan(typt)?.gooiWeg()
    if (!weg || knop.hasAttribute("hx-get")) return
    event.preventDefault()
    weg.then(() => location.assign(knop.href))
  },
  true,
)

// ---- what goes wrong: say so, keep the form ----

function toonFout(elt, status, antwoord) {
  const waar = elt.closest?.(".reacties, .reacties-blad")
  if (!waar) return
  const eigen = new DOMParser().parseFromString(antwoord || "", "text/html").querySelector("body > .bericht")
  const bericht = eigen ? document.importNode(eigen, true) : document.createElement("div")
  if (!eigen) {
    bericht.className = "bericht fout"
    bericht.setAttribute("role", "alert")
    bericht.innerHTML = '<svg class="i" aria-hidden="true"><use href="#i-fout"/></svg><p></p>'
    const staat = elt.matches("form") ? "Nog niet geplaatst. Uw tekst staat hier nog." : "Openen lukte niet."
    bericht.querySelector("p").textContent = `${staat} ${FOUTEN[status] || STORING}`
  }
  let plek = elt.querySelector?.(".bewerker-melding")
  if (!plek) {
    plek = document.createElement("div")
    plek.className = "bewerker-melding"
    elt.matches("form") ? elt.prepend(plek) : elt.after(plek)
  }
  plek.replaceChildren(bericht)
  bericht.scrollIntoView({ block: "nearest" })
}

document.addEventListener("htmx:responseError", ({ detail: { elt, xhr } }) => {
  toonFout(elt, xhr.status, xhr.getResponseHeader("Content-Type")?.startsWith("text/html") ? xhr.responseText : "")
})
for (const soort of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(soort, ({ detail }) => toonFout(detail.elt, 0, ""))
}

// ---- wording that was taken over: the text above it is another one now ----

document.body.addEventListener("voorstel-overgenomen", ({ detail }) => {
  const sectie = document.getElementById(detail.sectie)
  if (!sectie?.matches(".sectie") || sectie.querySelector("form")) return
  const hier = document.activeElement
  window.htmx?.ajax("GET", detail.adres, { target: sectie, swap: "outerHTML" }).then(() => {
    if (hier?.isConnected) hier.focus({ preventScroll: true })
  })
})

// ---- a link to a comment that is not among those on the page ----

const gezocht = location.hash.match(/^#reactie-(\d+)$/)
if (gezocht && !document.getElementById(gezocht[0].slice(1)) && document.querySelector(".reacties-blad")) {
  const vraag = new URLSearchParams(location.search)
  if (vraag.get("bij") !== gezocht[1]) location.replace(`?bij=${gezocht[1]}${gezocht[0]}`)
}

// ---- words that somebody selects ----

const net = (tekst) => tekst.replace(/\s+/g, " ").trim()
const knop = document.createElement("button")
knop.type = "button"
knop.className = "reageer-knop utrecht-button utrecht-button--primary-action"
knop.textContent = "Reageer op deze tekst"
knop.hidden = true
let gekozen = null

// The words of a range, without the codes, signs and headings that the page sets beside them.
function woorden(range) {
  const los = document.createElement("div")
  los.append(range.cloneContents())
  for (const teken of los.querySelectorAll(".code, .deelthema, .staat, .stil-lees")) teken.remove()
  for (const blok of los.querySelectorAll("p, li, br")) blok.before(" ")
  return net(los.textContent)
}

// What of a range lies within an element; null where nothing does.
function binnen(range, elt) {
  if (!range.intersectsNode(elt)) return null
  const deel = document.createRange()
  deel.selectNodeContents(elt)
  if (deel.compareBoundaryPoints(Range.START_TO_START, range) < 0) deel.setStart(range.startContainer, range.startOffset)
  if (deel.compareBoundaryPoints(Range.END_TO_END, range) > 0) deel.setEnd(range.endContainer, range.endOffset)
  return deel
}

// A third click selects up to the beginning of what comes next, so it is the words that count, not where the range ends.
function keuze() {
  const selectie = document.getSelection()
  if (!selectie || selectie.isCollapsed || !selectie.rangeCount) return null
  const range = selectie.getRangeAt(0)
  const begin = range.startContainer
  const sectie = (begin.nodeType === Node.ELEMENT_NODE ? begin : begin.parentElement)?.closest(".sectie:not(.open)")
  const reacties = sectie?.nextElementSibling
  if (!reacties?.matches("[data-mag-reageren]")) return null
  const stukken = [...document.querySelectorAll(".sectie [data-item], .sectie [data-deel]")]
    .map((elt) => ({ elt, deel: binnen(range, elt) }))
    .filter(({ deel }) => deel && woorden(deel))
  if (!stukken.length || stukken.some(({ elt }) => !sectie.contains(elt))) return null
  const citaat = stukken.map(({ deel }) => woorden(deel)).join(" ")
  if (citaat.length < MINST || citaat.length > MEEST) return null
  const plek = stukken.at(-1).deel.getBoundingClientRect()
  if (stukken.length > 1) return { reacties, plek, velden: { citaat, item: "", deel: "", hoeveelste: 0 } }
  const [{ elt, deel: gekozenDeel }] = stukken
  const ervoor = document.createRange()
  ervoor.setStart(elt, 0)
  ervoor.setEnd(gekozenDeel.startContainer, gekozenDeel.startOffset)
  const hoeveelste = woorden(ervoor).split(citaat).length - 1
  const { item = "", deel = "" } = elt.dataset
  return { reacties, plek, velden: { citaat, item, deel, hoeveelste } }
}

function toonKnop() {
  if (document.activeElement?.matches("input, textarea, [contenteditable]")) return
  gekozen = keuze()
  knop.hidden = !gekozen
  if (!gekozen) return
  if (!knop.isConnected) document.body.append(knop)
  const { plek } = gekozen
  const links = Math.min(plek.left + window.scrollX, window.scrollX + document.documentElement.clientWidth - knop.offsetWidth - 8)
  knop.style.left = `${Math.max(8, links)}px`
  knop.style.top = `${plek.bottom + window.scrollY + 6}px`
}

let wacht
document.addEventListener("selectionchange", () => {
  clearTimeout(wacht)
  wacht = setTimeout(toonKnop, 200)
})
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") knop.hidden = true
})
knop.addEventListener("pointerdown", (event) => event.preventDefault()) // the selection stays
knop.addEventListener("click", () => {
  if (!gekozen) return
  const { reacties, velden } = gekozen
  knop.hidden = true
  const { id } = reacties
  const getypt = reacties.querySelector("#schrijf [name=tekst]")?.value || ""
  const adres = `${reacties.dataset.reacties}?${new URLSearchParams({ schrijf: "1", ...velden })}`
  window.htmx?.ajax("GET", adres, { target: reacties, swap: "outerHTML" }).then(() => {
    const veld = document.querySelector(`#${CSS.escape(id)} #schrijf [name=tekst]`)
    if (!veld || veld.value || !getypt) return
    veld.value = getypt
    veld.dispatchEvent(new Event("input", { bubbles: true }))
  })
})
