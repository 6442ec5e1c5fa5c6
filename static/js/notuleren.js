// Notes of a meeting are kept a second after typing stops, and at once when a field is left or the page goes. Without this
// file each note has a button.

const NA = 1000
const GEDULD = 15_000
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || ""
const forms = [...document.querySelectorAll("form[data-notitie]")]

function begin(form) {
  const veld = form.querySelector("textarea")
  const versie = form.querySelector("[name=versie]")
  const zeg = form.querySelector(".bewaard")
  let bewaard = veld.value
  let klok = 0
  let bezig = null

  form.querySelector("[data-bewaar]").hidden = true

  async function verstuur(mee) {
    const tekst = veld.value
    const antwoord = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams({ notitie: tekst, versie: versie.value }),
      keepalive: mee,
      redirect: "error",
      signal: mee ? undefined : AbortSignal.timeout(GEDULD),
      headers: { "X-CSRFToken": token(), Accept: "application/json" },
    })
    const json = antwoord.headers.get("Content-Type")?.startsWith("application/json")
    const uit = json ? await antwoord.json() : {}
    if (!antwoord.ok) throw new Error(uit.zin || (antwoord.status === 401 ? "U bent uitgelogd. Log in een nieuw tabblad in." : ""))
    return { tekst, uit }
  }

  async function bewaar(mee = false) {
    clearTimeout(klok)
    if (bezig) await bezig.catch(() => {})
    if (veld.value === bewaard) return
    bezig = verstuur(mee)
    try {
      const { tekst, uit } = await bezig
      versie.value = uit.versie
      bewaard = tekst
      if (uit.tekst !== undefined) neemOp(tekst, uit.tekst)
      zeg.textContent = uit.samen ? `Bewaard om ${uit.tijd}. Een collega schreef ook: dat staat er nu bij.` : `Bewaard om ${uit.tijd}.`
      form.removeAttribute("data-onbewaard")
    } catch (fout) {
      zeg.textContent = `Nog niet bewaard. ${fout.message.includes("fetch") ? "Er is geen verbinding met het portaal." : fout.message} Wij proberen het opnieuw.`
      klok = setTimeout(bewaar, 5 * NA)
    } finally {
      bezig = null
    }
    if (veld.value !== bewaard && !klok) klok = setTimeout(bewaar, NA)
  }

  // What a colleague wrote comes in; what was typed since the message left stays, and is kept with the next one.
  function neemOp(verstuurd, samen) {
    if (veld.value === verstuurd) {
      const plek = veld.selectionStart
      veld.value = samen
      veld.setSelectionRange(Math.min(plek, samen.length), Math.min(plek, samen.length))
      bewaard = samen
    } else if (veld.value.startsWith(verstuurd)) {
      veld.value = samen + veld.value.slice(verstuurd.length)
      bewaard = samen
    } else {
      versie.value = String(Number(versie.value) - 1) // merged once more, from before theirs came
    }
  }

  veld.addEventListener("input", () => {
    form.setAttribute("data-onbewaard", "")
    clearTimeout(klok)
    klok = setTimeout(bewaar, NA)
  })
  veld.addEventListener("blur", () => bewaar())
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    bewaar()
  })
  return bewaar
}

const alle = forms.map(begin)
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") for (const bewaar of alle) bewaar(true)
})
window.addEventListener("beforeunload", (event) => {
  if (forms.some((form) => form.hasAttribute("data-onbewaard"))) event.preventDefault()
})
