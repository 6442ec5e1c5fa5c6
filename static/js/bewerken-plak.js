// What is pasted, as this plan can hold it: paragraphs, points on their levels, bold, italic and links. Word, LibreOffice, Google Docs
// and web pages each say these in a way of their own; what cannot come along is counted and told.

export const VEILIG = /^(?:https?:\/\/\S+|opgave:[0-9a-z]+)$/i
const DIEPST = 5
const BREEDST = 24

// The opgave that an address of this portal leads to, as long as it is of the region that one is writing for.
export function eigenOpgave(adres) {
  const regio = location.pathname.split("/")[1]
  let url
  try {
    url = new URL(adres)
  } catch {
    return 0
  }
  const gevonden = url.host === location.host && url.pathname.match(/^\/([^/]+)\/opgaven\/(\d{1,4})\/?$/)
  return gevonden && gevonden[1] === regio ? Number(gevonden[2]) : 0
}

// A reference by number; the portal puts the opgave's own key for it when the text is saved.
export const verwijzing = (nummer) => `opgave:${String(nummer).padStart(4, "0")}`

// ---- styles: of the element itself, and of the sheet that a word processor puts before its text ----

const LEEG = new Map()
function verklaringen(tekst) {
  const uit = new Map()
  for (const deel of (tekst || "").split(";")) {
    const [naam, ...rest] = deel.split(":")
    if (rest.length) uit.set(naam.trim().toLowerCase(), rest.join(":").trim().toLowerCase())
  }
  return uit
}

function stijlblad(wortel) {
  const regels = new Map()
  for (const blad of wortel.querySelectorAll("style")) {
    const tekst = blad.textContent.replace(/<!--|-->|\/\*[\s\S]*?\*\//g, "")
    for (const [, kiezers, binnen] of tekst.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      for (const kiezer of kiezers.split(",")) {
        const naam = kiezer.trim().toLowerCase()
        if (!/^(?:[a-z][\w-]*)?(?:\.[\w-]+)?$/.test(naam) || !naam) continue
        regels.set(naam, new Map([...(regels.get(naam) || LEEG), ...verklaringen(binnen)]))
      }
    }
  }
  return regels
}

function maakStijl(wortel) {
  const regels = stijlblad(wortel)
  return (elt) => {
    const tag = elt.localName
    const namen = [...elt.classList].map((naam) => naam.toLowerCase())
    const kiezers = [tag, ...namen.map((n) => `.${n}`), ...namen.map((n) => `${tag}.${n}`)]
    const lagen = kiezers.map((k) => regels.get(k)).filter(Boolean)
    const eigen = elt.getAttribute("data-stijl")
    if (!lagen.length && !eigen) return LEEG
    return new Map([...lagen, verklaringen(eigen)].flatMap((laag) => [...laag]))
  }
}

const VET = { bold: true, bolder: true, normal: false, lighter: false }
const isVet = (waarde) => VET[waarde] ?? (/^\d+$/.test(waarde) ? Number(waarde) >= 600 : undefined)
const isVerborgen = (stijl) =>
  stijl.get("display") === "none" || stijl.get("visibility") === "hidden" || stijl.get("mso-hide") === "all"
const isDoorgehaald = (stijl) =>
  /line-through/.test(`${stijl.get("text-decoration") || ""} ${stijl.get("text-decoration-line") || ""}`)

// ---- from HTML to blocks ----

const WEG = "script, link, meta, base, title, template, iframe, object, embed, svg, math, noscript, xml"
const BLOK = new Set(
  "p div h1 h2 h3 h4 h5 h6 li ul ol table tr blockquote pre section article aside dl dt dd figure figcaption address main header footer hr form fieldset center".split(" "),
)
const net = (tekst) => tekst.replace(/\s+/g, " ").trim()
const NUMMER = /^\(?(?:\d+|[a-z]|[ivxlcdm]+)[.)]/i

class Lezer {
  constructor(stijl) {
    this.stijl = stijl
    this.blokken = []
    this.blok = null
    this.weg = { verborgen: [], verwijderd: [], noot: [], opmerking: 0, beeld: 0, tabel: 0, kop: 0 }
    this.doos = { vet: false, schuin: false, doel: "", punt: null, cel: 0 }
  }

  // The next words begin a block of their own.
  grens() {
    if (this.doos.cel) this.tekst(" ")
    else this.blok = null
  }

  tekst(woorden) {
    const { vet, schuin, doel, punt } = this.doos
    if (!this.blok) {
      if (!woorden.trim()) return
      if (punt?.blok && punt.blok === this.blokken.at(-1)) {
        this.blok = punt.blok // a second paragraph of the same point
        this.blok.runs.push({ tekst: "\n" })
      } else {
        this.blok = { soort: punt ? punt.soort : "p", niveau: punt?.niveau || 0, runs: [] }
        if (punt) punt.blok = this.blok
        this.blokken.push(this.blok)
      }
    }
    const laatste = this.blok.runs.at(-1)
    if (woorden !== "\n" && laatste && laatste.tekst !== "\n" && laatste.vet === vet && laatste.schuin === schuin && laatste.doel === doel) {
      laatste.tekst += woorden
    } else this.blok.runs.push({ tekst: woorden, vet, schuin, doel })
  }

  binnen(elt, doos) {
    const buiten = this.doos
    this.doos = { ...buiten, ...doos }
    for (const kind of elt.childNodes) {
      if (kind.nodeType === Node.TEXT_NODE) this.tekst(kind.data.replace(/[ \t\r\n\f\v\x85\u2028\u2029]+/g, " ").replace(/(?: \xa0|\xa0 |\xa0\xa0)[ \xa0]*/g, " "))
      else if (kind.nodeType === Node.ELEMENT_NODE) this.element(kind)
    }
    this.doos = buiten
  }

  // Words that stay behind, and why; true when they do.
  achter(elt, stijl) {
    const tag = elt.localName
    const mso = `${stijl.get("mso-element") || ""} ${stijl.get("mso-special-character") || ""}`
    const woorden = net(elt.textContent)
    if (tag === "img" || tag === "canvas" || tag === "video") return (this.weg.beeld += 1)
    if (/comment/.test(mso) || elt.classList.contains("MsoCommentReference")) return (this.weg.opmerking += /list/.test(mso) ? 0 : 1) || true
    if (/footnote-list|endnote-list/.test(mso) || elt.matches("#sdfootnote1, [id^=sdfootnote], [id^=sdendnote]")) {
      if (woorden) this.weg.noot.push(woorden.replace(/^\[?\w{1,4}\]?\s+/, ""))
      return true
    }
    if (stijl.has("mso-footnote-id") || stijl.has("mso-endnote-id") || elt.matches("a.sdfootnoteanc, a.sdendnoteanc")) return true
    if (elt.hasAttribute("hidden") || isVerborgen(stijl)) {
      if (woorden) this.weg.verborgen.push(woorden)
      return true
    }
    if (["del", "s", "strike"].includes(tag) || isDoorgehaald(stijl)) {
      if (woorden) this.weg.verwijderd.push(woorden)
      return true
    }
    return elt.matches("[data-item] .code, .stil-lees")
  }

  element(elt) {
    const stijl = this.stijl(elt)
    const tag = elt.localName
    if (tag === "style" || stijl.get("mso-list") === "ignore" || this.achter(elt, stijl)) return
    if (tag === "br") {
      if (this.blok) this.tekst(this.doos.cel ? " " : "\n")
      return
    }
    if (BLOK.has(tag)) this.grens()
    const doos = this.kleding(elt, stijl)
    if (tag === "table" && elt.querySelectorAll("td, th").length > 1 && !elt.querySelector("table")) {
      if (!this.doos.cel && !this.doos.punt) return this.tabel(elt)
      this.weg.tabel += 1
    }
    if (tag === "td" || tag === "th") {
      if (this.blok && elt.previousElementSibling) this.tekst(" | ")
      doos.cel = this.doos.cel + 1
    }
    if (/^h[1-6]$/.test(tag)) this.weg.kop += 1
    const punt = this.punt(elt, stijl)
    if (punt) doos.punt = punt
    this.binnen(elt, doos)
    if (BLOK.has(tag)) this.grens()
  }

  // A table as it stands: what spans more columns or rows stands in the first of them.
  tabel(elt) {
    const lees = (cel) => {
      const lezer = new Lezer(this.stijl)
      lezer.weg = this.weg
      lezer.binnen(cel, { cel: 1 })
      return geknipt({ runs: lezer.blokken.flatMap((b, i) => [...(i ? [{ tekst: " " }] : []), ...b.runs]) }).runs
    }
    const raster = []
    for (const [r, rij] of [...elt.rows].entries()) {
      raster[r] ||= []
      let k = 0
      if (this.achter(rij, this.stijl(rij))) continue
      for (const cel of rij.cells) {
        while (raster[r][k]) k += 1
        const kop = cel.localName === "th" || (!r && rij.parentElement.localName === "thead")
        const runs = this.achter(cel, this.stijl(cel)) ? [] : lees(cel)
        for (let dr = 0; dr < Math.min(cel.rowSpan, elt.rows.length - r); dr += 1) {
          raster[r + dr] ||= []
          for (let dk = 0; dk < Math.min(cel.colSpan, BREEDST); dk += 1) raster[r + dr][k + dk] = { kop, runs: dr || dk ? [] : runs }
        }
        k += Math.min(cel.colSpan, BREEDST)
      }
    }
    const rijen = raster.filter((rij) => rij.length)
    const breed = Math.max(...rijen.map((rij) => rij.length))
    for (const rij of rijen) for (let k = 0; k < breed; k += 1) rij[k] ||= { kop: rij.every((c) => !c || c.kop) && rij.length > 0, runs: [] }
    const naam = elt.caption ? lees(elt.caption) : []
    this.blok = null
    this.blokken.push({ soort: "tabel", niveau: 0, runs: naam, rijen })
  }

  kleding(elt, stijl) {
    const tag = elt.localName
    const doos = {}
    const kop = /^h[1-6]$/.test(tag)
    const vet = isVet(stijl.get("font-weight")) ?? (tag === "b" || tag === "strong" || undefined)
    const schuin = stijl.has("font-style") ? /italic|oblique/.test(stijl.get("font-style")) : tag === "i" || tag === "em" || undefined
    if (kop || this.doos.kop) Object.assign(doos, { vet: false, kop: true }) // a heading is bold by being one
    else if (vet !== undefined) doos.vet = vet
    if (schuin !== undefined) doos.schuin = schuin
    if (tag === "a") {
      const doel = elt.getAttribute("href") || ""
      doos.doel = VEILIG.test(doel) ? doel : ""
    }
    return doos
  }

  // A point, whichever way it says so: a list item, or Word's paragraph that only looks like one.
  punt(elt, stijl) {
    const tag = elt.localName
    if (tag === "li") {
      let diep = 0
      for (let op = elt.parentElement; op; op = op.parentElement) if (op.matches("ul, ol")) diep += 1
      const gezegd = Number(elt.getAttribute("data-aria-level") || elt.getAttribute("aria-level")) || 0
      const lijst = elt.closest("ul, ol")
      return { soort: lijst?.localName || "ul", niveau: Math.max(diep, gezegd, 1), blok: null }
    }
    const niveau = (stijl.get("mso-list") || "").match(/level(\d+)/)
    if (!niveau || elt.closest("li") || !BLOK.has(tag)) return null
    const teken = [...elt.querySelectorAll("[data-stijl]")].find((e) => this.stijl(e).get("mso-list") === "ignore")
    return { soort: NUMMER.test(net(teken?.textContent || "")) ? "ol" : "ul", niveau: Number(niveau[1]), blok: null }
  }
}

// Nothing of it runs, and style attributes are read, never worn: under another name the browser does not look at them.
function ingelezen(html) {
  const houder = document.createElement("template")
  houder.innerHTML = html.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/([\s/"'])on\w+\s*=/gi, "$1data-weg=").replace(/([\s/"'])style\s*=/gi, "$1data-stijl="),
  )
  for (const weg of houder.content.querySelectorAll(WEG)) weg.remove()
  return houder
}

function lees(html) {
  const { content } = ingelezen(html)
  const lezer = new Lezer(maakStijl(content))
  lezer.binnen(content, {})
  const blokken = lezer.blokken
    .map(geknipt)
    .filter((blok) => blok.runs.length || blok.rijen?.some((rij) => rij.some((cel) => cel.runs.length)))
  return { blokken, weg: lezer.weg }
}

// Signs with which plain text marks its points.
const TEKEN = /^([\t ]*)(?:([•·▪◦○●‣–*-]|o(?=\t))|(\d{1,3}|[a-z])[.)])[\t ]+(?=\S)/i
const adressen = (woorden) =>
  woorden.split(/(https?:\/\/\S*[^\s.,;:)])/).map((deel) => ({ tekst: deel, doel: eigenOpgave(deel) ? deel : "" }))
function leesPlat(tekst) {
  const blokken = []
  for (const regel of tekst.replace(/\r\n?/g, "\n").split("\n")) {
    const teken = regel.match(TEKEN)
    const woorden = (teken ? regel.slice(teken[0].length) : regel).replace(/[\v\f\x85\u2028\u2029]+/g, "\n").trim()
    if (!woorden) continue
    const runs = woorden.split("\n").flatMap((deel, i) => [...(i ? [{ tekst: "\n" }] : []), ...adressen(deel)])
    const niveau = teken ? 1 + Math.floor(teken[1].replace(/\t/g, "  ").length / 2) : 0
    blokken.push({ soort: !teken ? "p" : teken[2] ? "ul" : "ol", niveau, runs: runs.filter((run) => run.tekst) })
  }
  return { blokken, weg: {} }
}

function geknipt(blok) {
  const runs = blok.runs.filter((run) => run.tekst)
  runs.forEach((run, i) => {
    if (run.tekst === "\n") return
    if (!i || runs[i - 1].tekst === "\n") run.tekst = run.tekst.replace(/^[ \xa0]+/, "")
    else if (/[ \xa0]$/.test(runs[i - 1].tekst)) run.tekst = run.tekst.replace(/^ +/, "")
    if (i === runs.length - 1 || runs[i + 1].tekst === "\n") run.tekst = run.tekst.replace(/[ \xa0]+$/, "")
  })
  while (runs.length && !runs.at(-1).tekst.trim()) runs.pop()
  while (runs.length && !runs[0].tekst.trim()) runs.shift()
  return { ...blok, runs: runs.filter((run) => run.tekst) }
}

// ---- from blocks to what the editor or a row holds ----

const veilig = (tekst) => tekst.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")

// A link to an opgave always reads "opgave 7" in the plan; other words of it stay before it.
function metVerwijzing(run) {
  const nummer = run.doel && eigenOpgave(run.doel)
  if (!nummer) return [run]
  const naam = { ...run, tekst: `opgave ${nummer}`, doel: verwijzing(nummer) }
  const woorden = run.tekst.trim()
  if (VEILIG.test(woorden) || eigenOpgave(`https://${woorden}`) || woorden.toLowerCase() === naam.tekst) return [naam]
  return [{ ...run, tekst: `${run.tekst.trimEnd()} (`, doel: "" }, naam, { ...run, tekst: ")", doel: "" }]
}

function runHtml(run) {
  if (run.tekst === "\n") return "<br>"
  let html = veilig(run.tekst)
  if (run.schuin) html = `<em>${html}</em>`
  if (run.vet) html = `<strong>${html}</strong>`
  return run.doel ? `<a href="${veilig(run.doel)}">${html}</a>` : html
}
const runsHtml = (runs) => runs.flatMap(metVerwijzing).map(runHtml).join("")

function alsHtml(blokken, weg) {
  let uit = ""
  const open = [] // the lists that stand open, with the level that each had where it came from
  const sluit = () => (uit += `</li></${open.pop().soort}>`)
  for (const { soort, niveau, runs, rijen } of blokken) {
    while (open.length && (soort === "p" || soort === "tabel" || open.at(-1).niveau > niveau)) sluit()
    if (soort === "tabel") {
      const cel = ({ kop, runs: woorden }) => `<${kop ? "th" : "td"}><p>${runsHtml(woorden)}</p></${kop ? "th" : "td"}>`
      uit += `<p data-tabelnaam>${runsHtml(runs)}</p><table>${rijen.map((rij) => `<tr>${rij.map(cel).join("")}</tr>`).join("")}</table>`
      continue
    }
    if (soort === "p") {
      uit += `<p>${runsHtml(runs)}</p>`
      continue
    }
    const dieper = !open.length || open.at(-1).niveau < niveau
    const teDiep = dieper && open.length === DIEPST
    if (teDiep) weg.diep = true
    if (!dieper && open.at(-1).soort !== soort) sluit()
    else if (!dieper || teDiep) uit += "</li>"
    if (!teDiep && open.at(-1)?.niveau !== niveau) {
      open.push({ soort, niveau })
      uit += `<${soort}>`
    }
    uit += `<li><p>${runsHtml(runs)}</p>`
  }
  while (open.length) sluit()
  return uit
}

// In a row signs stand for dress; white space stays outside them.
function runPlat(run) {
  if (run.tekst === "\n") return " "
  const [, voor, woorden, na] = run.tekst.match(/^(\s*)([\s\S]*?)(\s*)$/)
  if (!woorden) return run.tekst
  let uit = woorden
  if (run.doel) uit = run.doel.startsWith("opgave:") ? `[${woorden}]` : `[${woorden}](${run.doel})`
  if (run.schuin) uit = `__${uit}__`
  if (run.vet) uit = `**${uit}**`
  return `${voor}${uit}${na}`
}
const alsRegels = (blokken) =>
  blokken.map((blok) => blok.runs.flatMap(metVerwijzing).map(runPlat).join("").replace(/[ \t\n]+/g, " ").trim()).filter(Boolean)

// A table in the rows of a list: each of its rows is a line.
const alsLijnen = ({ runs, rijen }) =>
  [runs, ...rijen.map((rij) => rij.flatMap((cel, k) => [...(k ? [{ tekst: " | " }] : []), ...cel.runs]))]
    .filter((rij) => rij.length)
    .map((rij) => ({ soort: "p", niveau: 0, runs: rij }))

// ---- what is told ----

const kort = (rij) => {
  const woorden = rij.join(" … ")
  return `“${woorden.length > 60 ? `${woorden.slice(0, 60).trimEnd()} …` : woorden}”`
}
const aantal = (n, een, meer) => (n === 1 ? een : `${n} ${meer}`)
const opsomming = (rij) => (rij.length < 2 ? rij.join("") : `${rij.slice(0, -1).join(", ")} en ${rij.at(-1)}`)

export function zinOver(weg) {
  const niet = []
  if (weg.verborgen?.length) niet.push(`verborgen tekst (${kort(weg.verborgen)})`)
  if (weg.verwijderd?.length) niet.push(`doorgehaalde woorden (${kort(weg.verwijderd)})`)
  if (weg.noot?.length) niet.push(`${aantal(weg.noot.length, "een noot", "noten")} (${kort(weg.noot)})`)
  if (weg.opmerking) niet.push(aantal(weg.opmerking, "een opmerking in de kantlijn", "opmerkingen in de kantlijn"))
  if (weg.beeld) niet.push(aantal(weg.beeld, "een afbeelding", "afbeeldingen"))
  const anders = []
  if (weg.tabel) anders.push(`${aantal(weg.tabel, "Een tabel staat er als tekst", "tabellen staan er als tekst")}: elke rij op een eigen regel.`)
  if (weg.kop) anders.push(`${aantal(weg.kop, "Een kop is een gewone regel", "koppen zijn gewone regels")} geworden.`)
  if (weg.diep) anders.push("Wat dieper stond dan vijf niveaus, staat nu op het vijfde.")
  if (weg.niveaus) anders.push("De niveaus van de lijst zijn vervallen: elk punt staat op een eigen regel.")
  return [niet.length ? `Niet meegeplakt: ${opsomming(niet)}.` : "", ...anders].filter(Boolean).join(" ")
}

// Clean HTML for the editor, with a sentence about what it is not.
export function plakHtml(html) {
  const { blokken, weg } = lees(html)
  const schoon = alsHtml(blokken, weg)
  return { html: schoon, blokken: blokken.length, zin: zinOver(weg) }
}

// A piece of an editor of this kind, which knows where it was cut: bare, as it is.
export function plakEigen(html) {
  const houder = ingelezen(html)
  for (const elt of houder.content.querySelectorAll("style")) elt.remove()
  for (const elt of houder.content.querySelectorAll("*")) {
    for (const { name } of [...elt.attributes]) {
      if (name !== "data-pm-slice" && name !== "data-tabelnaam" && name !== "data-beeld" && name !== "alt" && !(name === "href" && VEILIG.test(elt.getAttribute("href")))) elt.removeAttribute(name)
    }
  }
  return houder.innerHTML
}

export function plakTekst(tekst) {
  const { blokken, weg } = leesPlat(tekst)
  return alsHtml(blokken, weg)
}

// Lines for the rows of a list. The plain text of a word processor still holds words that were deleted: its HTML goes first.
export function plakRegels(klembord) {
  const html = klembord.getData("text/html")
  const { blokken: gelezen, weg } = html ? lees(html) : leesPlat(klembord.getData("text/plain"))
  weg.tabel = (weg.tabel || 0) + gelezen.filter((blok) => blok.rijen).length
  const blokken = gelezen.flatMap((blok) => (blok.rijen ? alsLijnen(blok) : [blok]))
  weg.niveaus = new Set(blokken.filter((b) => b.niveau).map((b) => b.niveau)).size > 1
  return { regels: alsRegels(blokken), zin: zinOver(weg) }
}

// The quiet line under where was pasted; one for a form.
export function vertel(plek, zin, daad) {
  const form = plek.closest("form")
  form?.querySelector(".plak-regel")?.remove()
  if (!zin) return
  const regel = document.createElement("p")
  regel.className = "klein plak-regel"
  regel.textContent = zin
  if (daad) regel.append(" ", daad)
  plek.after(regel)
  const melding = document.getElementById("melding")
  if (melding) melding.textContent = zin
}
