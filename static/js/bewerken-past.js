// How the saved text fits its page, said again where one types: the rail may be out of sight.

const zin = () => document.querySelector("#past .past strong")?.textContent.replace(/\s+/g, " ").trim()

function toon(regel) {
  const nu = zin()
  regel.hidden = !nu
  regel.textContent = nu ? `Laatst opgeslagen tekst: ${nu[0].toLowerCase()}${nu.slice(1)}` : ""
}

export function maakPast(form) {
  if (!document.getElementById("past")) return
  const regel = document.createElement("p")
  regel.className = "klein past-regel"
  form.querySelector(".bewerker-voet")?.prepend(regel)
  toon(regel)
}

document.addEventListener("htmx:afterSettle", () => {
  for (const regel of document.querySelectorAll(".past-regel")) toon(regel)
})
