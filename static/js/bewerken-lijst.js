// The list editor: add, move by buttons or by dragging, move to another group, remove and put back.

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

  function voegToe() {
    const nummer = Number(totaal.value)
    const houder = document.createElement("div")
    houder.innerHTML = leeg.innerHTML.replaceAll("__prefix__", nummer)
    const rij = houder.querySelector(".rij")
    totaal.value = nummer + 1
    const laatste = levend().pop()
    if (laatste && groep(rij)) groep(rij).value = groep(laatste).value
    lijst.append(rij)
    bereid(rij)
    hernummer()
    veranderd()
    tekst(rij).focus()
  }

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
    knop.addEventListener("click", () => {
      let laatste = velden().at(-1)
      if (laatste.value) {
        laatste.after(laatste.cloneNode())
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
