// The list editor: add, move by buttons or by dragging, move to another group, remove and put back, paste several at once.

import { plakRegels, vertel } from "./bewerken-plak.js"

const meld = (zin) => {
  const plek = document.getElementById("melding")
  if (plek) plek.textContent = zin
}

export function maakLijst(form, lijst) {
  const leeg = form.querySelector("template[data-lege-rij]")
  const totaal = form.elements["item-TOTAL_FORMS"]
  const { code, soort } = lijst.dataset
  const rijen = () => [...lijst.querySelectorAll(":scope > .rij")]
  const levend = () => rijen().filter((rij) => !rij.classList.contains("weg"))
  const tekst = (rij) => rij.querySelector("[data-tekst-van-rij]")
  const groep = (rij) => rij.querySelector("[data-groep]")
  const veranderd = () => form.dispatchEvent(new Event("input", { bubbles: true }))

  // Numbers, names and headings follow from the order, as they will in the plan.
  function hernummer() {
    for (const kop of lijst.querySelectorAll(":scope > .groepkop")) kop.remove()
    let n = 0
    let vorige
    rijen().forEach((rij, plaats) => {
      rij.querySelector("[data-volgorde]").value = plaats + 1
      const keuze = groep(rij)
      if (keuze && keuze.value !== vorige) {
        vorige = keuze.value
        const kop = document.createElement("li")
        kop.className = "groepkop"
        kop.textContent = keuze.selectedOptions[0]?.textContent || ""
        rij.before(kop)
      }
      if (rij.classList.contains("weg")) return
      n += 1
      const naam = `${code}${n}`
      rij.querySelector("[data-nummer]").textContent = naam
      tekst(rij).setAttribute("aria-label", `${soort} ${naam}`)
      for (const [daad, woord] of [["op", "omhoog"], ["neer", "omlaag"], ["weg", "weghalen"]]) {
        const knop = rij.querySelector(`[data-daad=${daad}]`)
        knop.setAttribute("aria-label", `${soort} ${naam} ${woord}`)
        knop.title = `${naam} ${woord}`
      }
      rij.querySelectorAll(".rij-meer label, .rij-meer .label").forEach((label) => {
        if (!label.dataset.naam) label.dataset.naam = label.textContent
      })
    })
    const over = levend()
    over.forEach((rij, i) => {
      const eerste = i === 0 && eersteGroep(rij)
      const laatste = i === over.length - 1 && laatsteGroep(rij)
      rij.querySelector("[data-daad=op]").setAttribute("aria-disabled", String(eerste))
      rij.querySelector("[data-daad=neer]").setAttribute("aria-disabled", String(laatste))
    })
  }
  const eersteGroep = (rij) => !groep(rij) || groep(rij).selectedIndex === 0
  const laatsteGroep = (rij) => !groep(rij) || groep(rij).selectedIndex === groep(rij).options.length - 1

  const waar = (rij) => {
    const keuze = groep(rij)
    const onder = keuze ? ` onder ${keuze.selectedOptions[0].textContent}` : ""
    return `${soort} staat nu op plaats ${levend().indexOf(rij) + 1} van ${levend().length}${onder}.`
  }

  // At the edge of its group a row goes over to the next group; its number may stay the same.
  function schuif(rij, stap) {
    const buren = levend()
    const buur = buren[buren.indexOf(rij) + stap]
    const keuze = groep(rij)
    if (keuze && (!buur || groep(buur).value !== keuze.value)) {
      const naar = keuze.selectedIndex + stap
      if (naar < 0 || naar >= keuze.options.length) return
      keuze.selectedIndex = naar
    } else if (buur) {
      if (stap < 0) buur.before(rij)
      else buur.after(rij)
    }
    hernummer()
    veranderd()
    meld(waar(rij))
  }

  function naarGroep(rij) {
    const index = groep(rij).selectedIndex
    const rest = rijen().filter((r) => r !== rij)
    const voor = rest.filter((r) => groep(r).selectedIndex <= index).pop()
    if (voor) voor.after(rij)
    else lijst.prepend(rij)
    hernummer()
    meld(waar(rij))
  }

  function haalWeg(rij) {
    rij.classList.add("weg")
    rij.querySelector("[data-weg]").checked = true
    const woorden = tekst(rij).value.trim()
    const kort = woorden.length > 60 ? `${woorden.slice(0, 60).trimEnd()} …` : woorden
    rij.querySelector("[data-weg-tekst]").textContent = kort ? `Weggehaald: “${kort}”` : "Weggehaald: lege regel"
    rij.querySelector(".weg-regel").hidden = false
    hernummer()
  }

  function zetTerug(rij) {
    rij.classList.remove("weg")
    rij.querySelector("[data-weg]").checked = false
    rij.querySelector(".weg-regel").hidden = true
    hernummer()
  }

  function nieuweRij(na) {
    const nummer = Number(totaal.value)
    const houder = document.createElement("div")
    houder.innerHTML = leeg.innerHTML.replaceAll("__prefix__", nummer)
    const rij = houder.querySelector(".rij")
    totaal.value = nummer + 1
    if (na && groep(rij)) groep(rij).value = groep(na).value
    if (na) na.after(rij)
    else lijst.append(rij)
    bereid(rij)
    return rij
  }

  function voegToe() {
    const rij = nieuweRij(levend().pop())
    lijst.append(rij)
    hernummer()
    veranderd()
    tekst(rij).focus()
  }

  // Several lines are several points: the first goes on where the cursor stands and what stood behind it ends the last, or
  // all of them come behind a point that is already whole.
  let geplakt = null
  const woorden = (rij) => tekst(rij).value
  function plak(rij, regels, zin, begin, eind) {
    const veld = tekst(rij)
    const was = veld.value
    const meer = regels.length > 1
    const erachter = meer && was.trim() && begin === was.length
    const staart = meer ? was.slice(eind).trim() : ""
    veld.focus()
    veld.setSelectionRange(begin, meer ? was.length : eind)
    if (!erachter) document.execCommand("insertText", false, regels[0])
    const nieuw = []
    for (const regel of erachter ? regels : regels.slice(1)) {
      const erbij = nieuweRij(nieuw.at(-1) || rij)
      tekst(erbij).value = regel
      nieuw.push(erbij)
    }
    if (meer && staart) tekst(nieuw.at(-1)).value += ` ${staart}`
    hernummer()
    veranderd()
    geplakt = nieuw.length ? { rij, regels, zin, begin, eind, was, nieuw, staat: [rij, ...nieuw].map(woorden) } : null
    if (!nieuw.length) return vertel(rij.querySelector(".rij-velden").lastElementChild, zin)
    const laatste = tekst(nieuw.at(-1))
    laatste.focus()
    laatste.setSelectionRange(regels.at(-1).length, regels.at(-1).length)
    const terug = document.createElement("button")
    terug.type = "button"
    terug.className = "stil"
    terug.textContent = "Maak ongedaan"
    terug.addEventListener("click", plakTerug)
    vertel(rij.querySelector(".rij-velden").lastElementChild, `${regels.length} regels geplakt als ${regels.length} punten. ${zin}`.trim(), terug)
  }

  function plakTerug() {
    const { rij, nieuw, was, begin, eind } = geplakt
    const veld = tekst(rij)
    veld.focus()
    if (veld.value !== was) document.execCommand("undo")
    if (veld.value !== was) veld.value = was
    veld.setSelectionRange(begin, eind)
    for (const erbij of nieuw) erbij.remove() // their numbers stay taken: the portal passes over rows that are not there
    geplakt = { ...geplakt, terug: true }
    hernummer()
    veranderd()
    vertel(veld, "")
    meld("Het plakken is ongedaan gemaakt.")
  }

  lijst.addEventListener("paste", (event) => {
    const veld = event.target.closest("[data-tekst-van-rij]")
    const { regels, zin } = veld ? plakRegels(event.clipboardData) : {}
    if (!regels?.length) return
    event.preventDefault()
    plak(veld.closest(".rij"), regels, zin, veld.selectionStart, veld.selectionEnd)
  })
  // One undo for the whole of it, as long as nothing else was typed since; after that the browser's own goes first.
  lijst.addEventListener("keydown", (event) => {
    if (!geplakt || !(event.ctrlKey || event.metaKey) || event.altKey) return
    const opnieuw = event.key === "y" || (event.shiftKey && event.key.toLowerCase() === "z")
    const zelfde = (rijen, staat) => rijen.every((rij, i) => rij.isConnected && woorden(rij) === staat[i])
    if (!geplakt.terug && !event.shiftKey && event.key === "z" && zelfde([geplakt.rij, ...geplakt.nieuw], geplakt.staat)) {
      event.preventDefault()
      plakTerug()
    } else if (geplakt.terug && opnieuw && zelfde([geplakt.rij], [geplakt.was])) {
      event.preventDefault()
      const { rij, regels, zin, begin, eind } = geplakt
      plak(rij, regels, zin, begin, eind)
    }
  })

  function bereid(rij) {
    rij.querySelector(".daden").addEventListener("click", (event) => {
      const knop = event.target.closest("button")
      if (!knop || knop.getAttribute("aria-disabled") === "true") return
      if (knop.dataset.daad === "weg") {
        haalWeg(rij)
        veranderd()
        rij.querySelector("[data-daad=terug]").focus()
        meld(`${soort} weggehaald. U kunt het terugzetten tot u opslaat.`)
        return
      }
      schuif(rij, knop.dataset.daad === "op" ? -1 : 1)
      knop.focus()
    })
    rij.querySelector("[data-daad=terug]").addEventListener("click", () => {
      zetTerug(rij)
      veranderd()
      tekst(rij).focus()
      meld(`${soort} teruggezet.`)
    })
    groep(rij)?.addEventListener("change", () => naarGroep(rij))
    const links = rij.querySelector("[data-links]")
    if (links) maakLinks(links)
    groei(tekst(rij))
    sleepbaar(rij)
    if (rij.querySelector("[data-weg]").checked) haalWeg(rij)
  }

  // One field to spare for a link, out of sight as long as there is another.
  function maakLinks(vak) {
    const knop = vak.querySelector("[data-nog]")
    const velden = () => [...vak.querySelectorAll("input")]
    const toon = () => (knop.hidden = !velden().at(-1).value && !velden().at(-1).hidden)
    velden().at(-1).hidden = velden().length > 1
    toon()
    vak.addEventListener("input", toon)
    // A name that is wider than its field also stands below it, whole.
    const heel = () => {
      for (const regel of vak.querySelectorAll(".heel")) regel.remove()
      for (const veld of velden()) {
        if (veld.scrollWidth <= veld.clientWidth) continue
        const regel = document.createElement("p")
        regel.className = "klein heel"
        regel.setAttribute("aria-hidden", "true")
        regel.textContent = veld.value
        veld.after(regel)
      }
    }
    vak.addEventListener("input", heel)
    requestAnimationFrame(heel)
    knop.addEventListener("click", () => {
      let laatste = velden().at(-1)
      if (laatste.value) {
        knop.before(laatste.cloneNode())
        laatste = velden().at(-1)
        laatste.value = ""
      }
      laatste.hidden = false
      toon()
      laatste.focus()
    })
  }

  function sleepbaar(rij) {
    const greep = rij.querySelector(".greep")
    greep.addEventListener("pointerdown", () => (rij.draggable = true))
    greep.addEventListener("pointerup", () => (rij.draggable = false))
    rij.addEventListener("dragstart", (event) => {
      event.dataTransfer.effectAllowed = "move"
      event.dataTransfer.setData("text/plain", "")
      rij.classList.add("sleept")
    })
    rij.addEventListener("dragend", () => {
      rij.draggable = false
      rij.classList.remove("sleept")
      wis()
    })
    rij.addEventListener("dragover", (event) => {
      const gesleept = lijst.querySelector(".sleept")
      if (!gesleept || gesleept === rij) return
      event.preventDefault()
      wis()
      rij.classList.add("hier")
      rij.classList.toggle("eronder", onder(rij, event))
    })
    rij.addEventListener("drop", (event) => {
      const gesleept = lijst.querySelector(".sleept")
      if (!gesleept || gesleept === rij) return
      event.preventDefault()
      if (onder(rij, event)) rij.after(gesleept)
      else rij.before(gesleept)
      if (groep(rij)) groep(gesleept).value = groep(rij).value
      wis()
      hernummer()
      veranderd()
      meld(waar(gesleept))
    })
  }
  const onder = (rij, event) => event.clientY > rij.getBoundingClientRect().top + rij.offsetHeight / 2
  const wis = () => lijst.querySelectorAll(".hier").forEach((rij) => rij.classList.remove("hier", "eronder"))

  for (const rij of rijen()) {
    const nieuw = !rij.querySelector("input[type=hidden]").value
    if (nieuw && !tekst(rij).value.trim()) rij.remove()
  }
  const plaats = (rij) => Number(rij.querySelector("[data-volgorde]").value) || Infinity
  const volgorde = new Map(rijen().map((rij) => [rij, plaats(rij)]))
  lijst.append(...rijen().sort((a, b) => volgorde.get(a) - volgorde.get(b) || 0))
  for (const rij of rijen()) bereid(rij)
  hernummer()
  form.querySelector("[data-toevoegen]").addEventListener("click", voegToe)
}

// Where the browser does not let a field grow with its words by itself.
function groei(veld) {
  if (CSS.supports("field-sizing", "content")) return
  const pas = () => {
    veld.style.height = "auto"
    veld.style.height = `${veld.scrollHeight + 2}px`
  }
  veld.addEventListener("input", pas)
  requestAnimationFrame(pas)
}
