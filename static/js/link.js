// Pages of who came by a personal link.
//
// What is typed stays in this browser until it was sent: there is no account to keep it under. *Ik ben klaar* takes
// it away.

const WEGGOOIEN = "U hebt een reactie getypt die u nog niet hebt verstuurd. Wilt u die tekst weggooien?"

const bewaard = {
  lees(naam) {
    try {
      return JSON.parse(localStorage.getItem(naam))
    } catch {
      return null
    }
  },
  zet(naam, velden) {
    try {
      localStorage.setItem(naam, JSON.stringify(velden))
    } catch {
      // this browser keeps nothing
    }
  },
  namen() {
    try {
      return Object.keys(localStorage).filter((naam) => naam.startsWith("link:"))
    } catch {
      return []
    }
  },
  heeftTekst() {
    return this.namen()
      .map((naam) => this.lees(naam))
      .some((wat) => wat && !wat.verzonden && (wat.tekst || wat.met_voorstel))
  },
  wis(kies) {
    for (const naam of this.namen()) if (kies(naam)) localStorage.removeItem(naam)
  },
}

const reactie = document.querySelector("form[data-bewaar]")
if (reactie) {
  const naam = `link:${reactie.dataset.bewaar}:${location.pathname}`
  const velden = reactie.elements
  const eigen = () => ({
    tekst: velden.tekst.value,
    voorstel: velden.voorstel.value,
    met_voorstel: velden.met_voorstel.checked,
    plaats: velden.plaats.value,
  })
  const eerder = bewaard.lees(naam)
  const leeg = reactie.dataset.eerste !== undefined && velden.tekst.value === ""
  if (leeg && (eerder?.tekst || eerder?.met_voorstel)) {
    velden.tekst.value = eerder.tekst
    velden.met_voorstel.checked = eerder.met_voorstel
    if (eerder.plaats) velden.plaats.value = eerder.plaats
    if (eerder.met_voorstel) velden.voorstel.value = eerder.voorstel
    reactie.querySelector("[data-teruggezet]").hidden = false
  }
  const bewaar = () => bewaard.zet(naam, eigen())
  reactie.addEventListener("input", bewaar)
  reactie.addEventListener("submit", () => bewaard.zet(naam, { ...eigen(), verzonden: true }))
  reactie.querySelector("[data-wis]").addEventListener("click", () => {
    bewaard.wis((welke) => welke === naam)
    location.reload()
  })
}
if (/^#reactie-\d+$/.test(location.hash)) bewaard.wis((naam) => bewaard.lees(naam)?.verzonden)
document.querySelector("form[data-klaar-knop]")?.addEventListener("submit", (event) => {
  if (bewaard.heeftTekst() && !confirm(WEGGOOIEN)) event.preventDefault()
  else bewaard.wis(() => true)
})

// Other wording begins with the words that it is about, until somebody has typed there.

const voorstel = document.querySelector("[data-voorstelveld] textarea")
if (voorstel) {
  let eigen = Boolean(voorstel.value)
  const begin = () => {
    if (!eigen) voorstel.value = document.querySelector("[name=plaats]:checked")?.dataset.tekst ?? ""
  }
  voorstel.addEventListener("input", () => (eigen = true))
  document.addEventListener("change", ({ target }) => target.name === "plaats" && begin())
  begin()
}
