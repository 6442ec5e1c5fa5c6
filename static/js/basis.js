// What the shell does with scripts: a menu that folds away, and a word to screen readers after a fragment is swapped.

const UITLOGGEN = "In deze browser staat nog tekst van u die het portaal niet kon bewaren. Na het uitloggen is die weg. Wilt u toch uitloggen?"

const klappen = () => document.querySelectorAll("details.klap[open]")

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return
  for (const klap of klappen()) {
    const hierin = klap.contains(document.activeElement)
    klap.open = false
    if (hierin) klap.querySelector("summary").focus()
  }
})

document.addEventListener("click", (event) => {
  for (const klap of klappen()) if (!klap.contains(event.target)) klap.open = false
})

// A fragment may carry the sentence that says what happened: <template data-meld>…</template> or an element with data-meld.
document.addEventListener("htmx:afterSettle", (event) => {
  const doel = event.detail.elt
  const melding = doel.matches?.("[data-meld]") ? doel : doel.querySelector?.("[data-meld]")
  const plek = document.getElementById("melding")
  if (melding && plek) plek.textContent = melding.dataset.meld || melding.textContent
})

// Text that this browser keeps because the portal could not take it, goes when its writer logs out; asked first.
document.addEventListener("submit", (event) => {
  const wie = event.target.dataset?.uitloggen
  if (!wie) return
  try {
    const hier = Object.keys(localStorage).filter((naam) => naam.startsWith(`klad:${wie}:`))
    if (hier.length && !window.confirm(UITLOGGEN)) event.preventDefault()
    else {
      document.dispatchEvent(new Event("klad-uitloggen"))
      hier.forEach((naam) => localStorage.removeItem(naam))
    }
  } catch {
    // this browser keeps nothing
  }
})

// A filter form leaves its empty fields out of the address.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.elt.matches("[data-zonder-leeg]")) return
  for (const [naam, waarde] of Object.entries(event.detail.parameters)) if (waarde === "") delete event.detail.parameters[naam]
})
