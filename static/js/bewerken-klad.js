// What is typed and not saved yet: kept on the server a second after typing stops, and in this browser as long as the
// server cannot take it, under the id of who typed it. The same message says that somebody is here.

const NA = 1000
const HOOGSTENS = 5000
const HARTSLAG = 20_000
const STIL = 10 * 60_000 // nobody touched anything for so long: they are not here, and the session may end
const GEDULD = 20_000
const PAST_MEE = 60_000 // what a browser sends along while a page closes

const GEEN_VERBINDING = "geen verbinding"
const HIER_NOG = "uw tekst staat nog in dit venster en in deze browser."
const ALLEEN_HIER = "uw tekst staat alleen nog in dit venster. Sluit het niet."

const ONBEREIKBAAR = "het portaal is even niet bereikbaar"
const REDEN = { 400: "het portaal kon de tekst niet lezen", 403: "de beveiliging was verlopen", 404: "deze sectie is er niet meer" }

const kladden = new WeakMap()
export const kladVan = (form) => kladden.get(form)

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || ""
const meld = (zin) => {
  const plek = document.getElementById("melding")
  if (plek) plek.textContent = zin
}

function nieuwVenster() {
  const willekeurig = crypto.getRandomValues(new Uint8Array(16))
  return [...willekeurig].map((deel) => deel.toString(16).padStart(2, "0")).join("")
}

async function verstuur(adres, velden, mee) {
  const body = new URLSearchParams(velden)
  const keepalive = mee && body.toString().length < PAST_MEE
  const antwoord = await fetch(adres, {
    method: "POST",
    body,
    keepalive,
    redirect: "error",
    signal: AbortSignal.timeout(GEDULD),
    headers: { "X-CSRFToken": token(), Accept: "application/json" },
  })
  const json = antwoord.headers.get("Content-Type")?.startsWith("application/json")
  return { status: antwoord.status, goed: antwoord.ok, inhoud: json ? await antwoord.json() : {} }
}

// ---- this browser ----

const sleutel = (wie, adres, venster) => `klad:${wie}:${adres}:${venster}`
const vorige = (wie) => `klad:${wie}:`

let logtUit = false // then what is typed here does not stay behind
document.addEventListener("klad-uitloggen", () => (logtUit = true))

function leg(naam, velden) {
  if (logtUit) return false
  try {
    localStorage.setItem(naam, JSON.stringify(velden))
    return true
  } catch {
    return false
  }
}

function haal(naam) {
  try {
    return JSON.parse(localStorage.getItem(naam))
  } catch {
    return null
  }
}

function wis(naam) {
  try {
    localStorage.removeItem(naam)
  } catch {
    // this browser keeps nothing
  }
}

function namen(begin) {
  try {
    return Object.keys(localStorage).filter((naam) => naam.startsWith(begin))
  } catch {
    return []
  }
}

// What an earlier window of the same person left in this browser goes to the server. Whether something arrived.
async function brengWeg(wie, zelf) {
  let gebracht = false
  for (const naam of namen(vorige(wie))) {
    const velden = haal(naam)
    const adres = naam.slice(vorige(wie).length, naam.lastIndexOf(":"))
    if (naam === zelf || !velden || !/^\/\w/.test(adres)) continue
    try {
      const { goed } = await verstuur(adres, [...velden, ["weg", "1"]])
      if (!goed) continue
      wis(naam)
      gebracht = true
    } catch {
      // next time
    }
  }
  return gebracht
}

// ---- one editor ----

export function maakKlad(form) {
  const { klad: adres, wie } = form.dataset
  const velden = form.elements
  const regel = form.querySelector("[data-klad-regel]")
  const hier = form.querySelector("[data-aanwezig]")
  if (!adres || !velden.venster) return
  if (!velden.venster.value) velden.venster.value = nieuwVenster()
  const eigen = sleutel(wie, adres, velden.venster.value)

  let vuil = false // typed, and not on its way
  let onderweg = false
  let sinds = 0 // the first of what was typed
  let wekker
  let bezig = Promise.resolve()
  let stil = false // saved, cancelled or gone
  let staat = ""
  let gezien = Date.now()

  const inhoud = () => [...new FormData(form)].filter(([naam]) => naam !== "csrfmiddlewaretoken")
  const vanVenster = () => ["venster", "sleutel", "uit_klad"].filter((n) => velden[n]).map((n) => [n, velden[n].value])

  function toon(soort, zin) {
    if (regel && regel.textContent !== zin) regel.textContent = zin
    regel?.classList.toggle("mis", soort === "mis")
    if (soort !== staat && (staat || soort === "mis")) meld(zin) // said when it changes, not with each message
    staat = soort
  }

  function toonAanwezig(zin) {
    if (hier && zin !== undefined && hier.textContent !== zin) hier.textContent = zin
  }

  function niet(reden, houd) {
    vuil = true
    const hierBewaard = houd && leg(eigen, bericht())
    toon("mis", `Nog niet bewaard: ${reden}; ${hierBewaard ? HIER_NOG : ALLEEN_HIER}`)
  }

  const nogEen = () => (velden.volgnummer.value = Number(velden.volgnummer.value) + 1)
  const bericht = () => [...inhoud(), ["wie", wie]]

  // One message at a time; each carries the whole text.
  function stuur() {
    clearTimeout(wekker)
    wekker = undefined
    bezig = bezig.then(async () => {
      if (stil || !vuil) return
      vuil = false
      onderweg = true
      sinds = 0
      nogEen()
      try {
        const { status, goed, inhoud: antwoord } = await verstuur(adres, bericht(), true)
        if (stil) return
        if (goed) {
          wis(eigen)
          toon("bewaard", `Concept bewaard om ${antwoord.bewaard}`)
          toonAanwezig(antwoord.aanwezig)
        } else if (antwoord.fout) niet(kleineLetter(antwoord.fout), status !== 413)
        else niet(REDEN[status] || ONBEREIKBAAR, true)
      } catch {
        if (!stil) niet(GEEN_VERBINDING, true)
      } finally {
        onderweg = false
      }
    })
    return bezig
  }

  function plan() {
    const nu = Date.now()
    if (!sinds) sinds = nu
    clearTimeout(wekker)
    wekker = setTimeout(stuur, Math.max(0, Math.min(NA, sinds + HOOGSTENS - nu)))
  }

  function getypt() {
    logtUit = false // somebody stayed after all
    if (stil) return
    vuil = true
    plan()
  }

  async function klop() {
    if (stil || !form.isConnected || Date.now() - gezien > STIL) return
    if (vuil) {
      stuur()
      return
    }
    try {
      const { goed, inhoud: antwoord } = await verstuur(adres, [...vanVenster(), ["wie", wie], ["doe", "hier"]])
      if (goed && !stil) toonAanwezig(antwoord.aanwezig)
    } catch {
      // the next beat tries again
    }
  }

  const hierBen = () => {
    const lang = Date.now() - gezien > HARTSLAG
    gezien = Date.now()
    if (lang) klop()
  }
  const zichtbaar = () => (document.visibilityState === "hidden" ? stuur() : hierBen())
  const vertrek = () => {
    if (stil) return
    if (vuil) nogEen()
    if (vuil || onderweg) leg(eigen, bericht()) // nobody hears whether it arrives; the next time it is sent again
    if (!vuil) {
      verstuur(adres, [...vanVenster(), ["wie", wie], ["doe", "hier"], ["weg", "1"]], true).catch(() => {})
      return
    }
    verstuur(adres, [...bericht(), ["weg", "1"]], true).catch(() => {})
  }
  const terug = (event) => event.persisted && klop()

  const slag = setInterval(klop, HARTSLAG)
  const luister = [
    [form, "input", getypt],
    [document, "visibilitychange", zichtbaar],
    [document, "pointerdown", hierBen],
    [document, "keydown", hierBen],
    [window, "pagehide", vertrek],
    [window, "pageshow", terug],
    [window, "online", klop],
  ]
  for (const [op, wat, doe] of luister) op.addEventListener(wat, doe)

  function stop() {
    stil = true
    clearTimeout(wekker)
    clearInterval(slag)
    for (const [op, wat, doe] of luister) op.removeEventListener(wat, doe)
  }

  kladden.set(form, {
    getypt,
    // The text is on its way in a save: no klad may overtake it.
    verzend({ opPagina }) {
      clearTimeout(wekker)
      stil = true
      if (!opPagina || !form.hasAttribute("data-onbewaard")) return
      nogEen()
      leg(eigen, bericht())
    },
    nietVerzonden() {
      stil = false
      getypt()
    },
    bewaard() {
      wis(eigen)
      stop()
    },
    async laatGaan() {
      await stuur()
      stop()
    },
    gooiWeg() {
      const nodig = [...vanVenster(), ["wie", wie], ["doe", "gooi_weg"]]
      stop()
      wis(eigen)
      bezig = bezig.then(() => verstuur(adres, nodig, true)).catch(() => {})
      return bezig
    },
    sluit() {
      stop()
      verstuur(adres, [...vanVenster(), ["wie", wie], ["doe", "hier"], ["weg", "1"]], true).catch(() => {})
    },
    stop,
  })

  klop()
  if (form.hasAttribute("data-onbewaard")) getypt()
  brengWeg(wie, eigen).then((gebracht) => gebracht && verversKladjes(form, velden.venster.value))
}

const kleineLetter = (zin) => zin.replace(/\.$/, "").replace(/^./, (letter) => letter.toLowerCase())

// The list of one's own texts, after this browser has brought one to the server.
async function verversKladjes(form, venster) {
  const plek = form.querySelector("[data-kladjes]")
  if (!plek || !form.isConnected) return
  const adres = `${form.getAttribute("action").split("?")[0]}?kladjes=${venster}`
  const antwoord = await fetch(adres, { headers: { "HX-Request": "true" } }).catch(() => null)
  if (!antwoord?.ok) return
  const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html").querySelector("[data-kladjes]")
  if (!nieuw) return
  const blok = document.importNode(nieuw, true)
  plek.replaceWith(blok)
  window.htmx?.process(blok)
}

// Going on with another text of one's own: first what stands here is kept.
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("[data-ga-verder]")
    const form = link?.closest("form")
    const klad = form && kladden.get(form)
    if (!klad || !form.hasAttribute("data-onbewaard")) return
    event.preventDefault()
    event.stopImmediatePropagation()
    klad.laatGaan().then(() => {
      form.removeAttribute("data-onbewaard")
      link.click()
    })
  },
  true,
)
