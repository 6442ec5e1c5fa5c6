// Pages of who came by a personal link.
//
// The link holds its key after the #, which no server gets. Here it goes into the form, and out of the address.

const formulier = document.querySelector("[data-sleutelformulier]")
const sleutel = decodeURIComponent(location.hash.slice(1))

if (formulier && /^[a-z0-9-]{20,60}$/i.test(sleutel)) {
  formulier.elements.sleutel.value = sleutel
  formulier.querySelector("[data-sleutelveld]").hidden = true
  formulier.querySelector("[data-klaar]").hidden = false
  history.replaceState(null, "", location.pathname)
}

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
