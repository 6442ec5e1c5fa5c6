// Pages that ask for a key from a mail.
//
// The link holds its key after the #, which no server gets. Here it goes into the form, and out of the address.

const formulier = document.querySelector("[data-sleutelformulier]")

const neem = () => {
  let sleutel = ""
  try {
    sleutel = decodeURIComponent(location.hash.slice(1))
  } catch {
    // not one of ours
  }
  if (!/^[a-z0-9-]{20,100}$/i.test(sleutel)) return
  formulier.elements.sleutel.value = sleutel
  formulier.querySelector("[data-sleutelveld]").hidden = true
  formulier.querySelector("[data-klaar]").hidden = false
  history.replaceState(null, "", location.pathname)
}

if (formulier) {
  neem()
  addEventListener("hashchange", neem) // a second link, opened in the same tab
}
