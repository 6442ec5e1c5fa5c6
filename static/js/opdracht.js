// When the work ends, the button to stop it makes way for the file: whoever stood on that button stands on the file then,
// and the tab says it to who is elsewhere. The sentence for screen readers is in basis.js.

const TITEL = document.title
let stondHier = false

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id === "opdracht") stondHier = event.detail.target.contains(document.activeElement)
})

document.addEventListener("htmx:afterSettle", (event) => {
  const opdracht = document.getElementById("opdracht")
  if (!opdracht || event.detail.elt.id !== "opdracht") return
  document.title = `${opdracht.dataset.stand}: ${TITEL}`
  if (stondHier) opdracht.querySelector("[data-uitkomst]")?.focus()
  stondHier = false
})
