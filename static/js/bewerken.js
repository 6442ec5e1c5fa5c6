// Editing a section in place. Without this file the same form works as a plain form.
// It fills the form with the rich text editor and the list editor, keeps what is typed when saving fails, and warns
// before unsaved words are left behind.

import "./bewerken-gezien.js"
import { kladVan, maakKlad } from "./bewerken-klad.js"
import { maakLijst } from "./bewerken-lijst.js"
import { maakPast } from "./bewerken-past.js"
import { maakTekst } from "./bewerken-tekst.js"

const editors = new WeakMap()
const bezig = new WeakSet()
let verstuurt = false

const VERLATEN = "U hebt tekst gewijzigd en nog niet opgeslagen. Wilt u die wijzigingen weggooien?"
const FOUTEN = {
  0: "Er is geen verbinding met het portaal.",
  400: "Het portaal kon het formulier niet lezen. Misschien is de tekst te groot.",
  403: "De beveiliging van dit formulier was verlopen. Sla opnieuw op.",
  404: "Deze sectie is er niet meer. Kopieer uw tekst voordat u deze pagina verlaat.",
  413: "De tekst is te groot om te versturen. Maak hem korter.",
}
const STORING = "Er ging iets mis in het portaal. Probeer het over een minuut opnieuw."

const gewijzigd = (form) => form.hasAttribute("data-onbewaard")

async function begin(form) {
  if (bezig.has(form)) return
  bezig.add(form)
  form.classList.add("script")
  // typed while the editor is still on its way
  form.addEventListener("input", ({ isTrusted }) => isTrusted && form.setAttribute("data-onbewaard", ""))
  for (const lijst of form.querySelectorAll(".lijst")) maakLijst(form, lijst)
  const velden = [...form.querySelectorAll(".tekstveld")]
  for (const veld of velden) veld.classList.add("wacht")
  try {
    const gemaakt = await Promise.all(velden.map((veld) => maakTekst(veld, form.dataset.editor)))
    editors.set(form, gemaakt)
    form.elements.vorm.value = "rijk"
  } catch (fout) {
    console.error("De editor kon niet laden; het gewone tekstveld blijft.", fout)
  }
  for (const veld of velden) veld.classList.remove("wacht")
  form.addEventListener("input", () => form.setAttribute("data-onbewaard", ""))
  maakKlad(form)
  maakPast(form)
}

function focusOp(sectie) {
  const form = sectie.querySelector("form.bewerker")
  const fout = sectie.querySelector("[aria-invalid=true]")
  const kop = sectie.querySelector("h2[tabindex]")
  let doel = kop
  if (form && !sectie.querySelector(".bewerker-melding > *")) {
    doel = form.querySelector("details[open] .schrijf, .rij:not(.weg) textarea, [data-toevoegen]") || kop
  } else if (fout) {
    doel = fout.offsetParent ? fout : fout.closest(".tekstveld")?.querySelector(".schrijf") || kop
  }
  doel?.focus({ preventScroll: true })
  sectie.scrollIntoView({ block: "nearest" })
}

async function nieuw(wortel, metFocus) {
  const forms = wortel.matches?.("form.bewerker") ? [wortel] : [...wortel.querySelectorAll("form.bewerker")]
  await Promise.all(forms.map(begin))
  if (metFocus) focusOp(wortel)
}

document.addEventListener("htmx:load", (event) => {
  const elt = event.detail.elt
  if (elt.matches?.(".sectie")) nieuw(elt, true)
})
nieuw(document.body, false)

document.addEventListener("htmx:beforeCleanupElement", (event) => {
  for (const editor of editors.get(event.detail.elt) || []) editor?.destroy()
  kladVan(event.detail.elt)?.stop()
})

// The token may have changed since the page was made, by logging in again in another tab.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
document.addEventListener(
  "submit",
  (event) => {
    const veld = event.target.elements?.csrfmiddlewaretoken
    if (veld && event.target.closest(".sectie") && token()) veld.value = token()
    if (event.target.hasAttribute("hx-post")) return
    verstuurt = true
    kladVan(event.target)?.verzend({ opPagina: true })
  },
  true,
)

// ---- leaving ----

window.addEventListener("beforeunload", (event) => {
  if (!verstuurt && document.querySelector("form[data-onbewaard]")) event.preventDefault()
})
window.addEventListener("pageshow", (event) => {
  verstuurt = false
  if (event.persisted) for (const form of document.querySelectorAll("form.bewerker")) kladVan(form)?.nietVerzonden()
})
document.addEventListener(
  "click",
  (event) => {
    const knop = event.target.closest?.("[data-annuleren]")
    if (!knop) return
    const form = knop.closest("form")
    if (gewijzigd(form) && !window.confirm(VERLATEN)) {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    const klad = kladVan(form)
    const weg = gewijzigd(form) ? klad?.gooiWeg() : klad?.sluit()
    form.removeAttribute("data-onbewaard")
    if (!weg || knop.hasAttribute("hx-get")) return
    event.preventDefault() // the page goes when the klad has gone
    weg.then(() => location.assign(knop.href))
  },
  true,
)

// ---- saving: no klad overtakes it, and what was not saved is kept again ----

document.addEventListener("htmx:beforeRequest", ({ detail }) => kladVan(detail.elt)?.verzend({ opPagina: false }))
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const klad = kladVan(detail.elt)
  if (!klad) return
  if (detail.successful) klad.bewaard()
  else if (![409, 422].includes(detail.xhr?.status)) klad.nietVerzonden()
})

// ---- what goes wrong: say so, keep the form ----

function melding(tekst) {
  const bericht = document.createElement("div")
  bericht.className = "bericht fout"
  bericht.setAttribute("role", "alert")
  bericht.innerHTML = '<svg class="i" aria-hidden="true"><use href="#i-fout"/></svg><p></p>'
  bericht.querySelector("p").textContent = tekst
  return bericht
}

function toonFout(elt, status, antwoord) {
  const sectie = elt.closest(".sectie")
  if (!sectie) return
  const opslaan = elt.matches("form")
  const eigen = new DOMParser().parseFromString(antwoord || "", "text/html").querySelector("body > .bericht")
  const zin = FOUTEN[status] || STORING
  const staat = opslaan ? "Nog niet opgeslagen. Uw tekst staat hier nog." : "Openen lukte niet."
  const bericht = eigen ? document.importNode(eigen, true) : melding(`${staat} ${zin}`)
  let plek = sectie.querySelector(".bewerker-melding")
  if (!plek) {
    plek = document.createElement("div")
    plek.className = "bewerker-melding"
    sectie.querySelector(".sectie-kop")?.after(plek)
  }
  plek.replaceChildren(bericht)
  bericht.scrollIntoView({ block: "nearest" })
}

document.addEventListener("htmx:responseError", (event) => {
  const { elt, xhr } = event.detail
  toonFout(elt, xhr.status, xhr.getResponseHeader("Content-Type")?.startsWith("text/html") ? xhr.responseText : "")
})
for (const soort of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(soort, (event) => toonFout(event.detail.elt, 0, ""))
}
for (const [soort, verborgen] of [["htmx:beforeRequest", false], ["htmx:afterRequest", true]]) {
  document.addEventListener(soort, (event) => {
    const regel = event.detail.elt.querySelector?.("[data-bezig]")
    if (regel) regel.hidden = verborgen
  })
}
