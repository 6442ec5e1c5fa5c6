// How the fiche fits its page, said where one types: of the saved text, and a moment after typing stops of what stands in
// the form. Saving never waits for it, and what it cannot measure it says.

const NA = 1200
const plaats = () => document.getElementById("past")
const zin = () => plaats()?.querySelector(".past strong")?.textContent.replace(/\s+/g, " ").trim()
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || ""

// Both sides of the line: what was measured of the fiche, and of this section.
function schrijf(regel, { wat, past, stand = "", sectie = "" }) {
  regel.hidden = !wat
  regel.dataset.stand = stand
  const links = document.createElement("span")
  links.append(wat || "")
  if (past) {
    const sterk = document.createElement("strong")
    sterk.textContent = past
    links.append(" ", sterk)
  }
  const rechts = document.createElement("span")
  rechts.textContent = sectie ? `Deze sectie: ${sectie}` : ""
  regel.replaceChildren(links, rechts)
}

function toonBewaard(regel) {
  if (regel.dataset.getypt) return
  const nu = zin()
  schrijf(regel, nu ? { wat: `Laatst opgeslagen tekst: ${nu[0].toLowerCase()}${nu.slice(1)}` } : {})
}

export function maakPast(form) {
  const stam = plaats()?.dataset.past
  if (!plaats()) return
  const regel = document.createElement("p")
  regel.className = "klein past-regel"
  form.querySelector(".bewerker-voet")?.before(regel)
  toonBewaard(regel)
  const soort = form.getAttribute("action").match(/\/opgaven\/\d+\/([\w-]+)\/bewerken\/(?:\?|$)/)?.[1]
  if (!stam || !soort) return

  let wekker
  let bezig = null
  async function meet() {
    bezig?.abort()
    bezig = new AbortController()
    const { signal } = bezig
    const velden = [...new FormData(form)].filter(([naam]) => naam !== "csrfmiddlewaretoken")
    try {
      const antwoord = await fetch(`${stam}${soort}/`, {
        method: "POST",
        body: new URLSearchParams(velden),
        redirect: "error",
        signal,
        headers: { "X-CSRFToken": token(), Accept: "application/json" },
      })
      if (!antwoord.ok) throw new Error(antwoord.status)
      const { fout, stand, past, sectie } = await antwoord.json()
      if (signal.aborted || !form.isConnected) return
      schrijf(regel, fout ? { wat: fout } : { wat: "Met deze tekst:", past, stand, sectie })
    } catch {
      if (!signal.aborted) schrijf(regel, { wat: "Deze tekst is nog niet gemeten. Opslaan kan gewoon." })
    }
  }
  form.addEventListener("input", ({ target }) => {
    if (target.name === "waarom" || target.name === "aanleiding") return
    regel.dataset.getypt = "ja"
    clearTimeout(wekker)
    wekker = setTimeout(() => form.isConnected && meet(), NA)
  })
  form.addEventListener("submit", () => {
    clearTimeout(wekker)
    bezig?.abort()
  })
}

document.addEventListener("htmx:afterSettle", () => {
  for (const regel of document.querySelectorAll(".past-regel")) toonBewaard(regel)
})
