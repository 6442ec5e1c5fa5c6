// A personal link holds its key after the #, which no server gets. Here it goes into the form, and out of the address.

const formulier = document.querySelector("[data-sleutelformulier]")
const sleutel = decodeURIComponent(location.hash.slice(1))

if (formulier && /^[a-z0-9-]{20,60}$/i.test(sleutel)) {
  formulier.elements.sleutel.value = sleutel
  formulier.querySelector("[data-sleutelveld]").hidden = true
  formulier.querySelector("[data-klaar]").hidden = false
  history.replaceState(null, "", location.pathname)
}
