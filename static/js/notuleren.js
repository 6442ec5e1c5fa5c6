// Notes of a meeting are kept a second after typing stops, and at once when a field is left or the page goes. Without this
// file each note has a button.

const NA = 1000
const GEDULD = 15_000
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || ""
const forms = [...document.querySelectorAll("form[data-notitie]")]

// The text of both with the place of who types: a paragraph that was just begun stays one of its own.
function ineen(eigen, samen, plek) {
  const voor = eigen.slice(0, plek)
  const na = eigen.slice(plek).trimEnd()
  const woorden = voor.trimEnd()
  const begint = voor !== woorden && (na.trim() === "" || /\n\s*\n\s*$/.test(voor))
  if (samen.startsWith(woorden)) {
    if (!begint) return [samen, Math.min(plek, samen.length)]
    const rest = samen.slice(woorden.length).trimStart()
    return [voor + (rest && `\n\n${rest}`), voor.length]
  }
  if (!na.trim()) return [samen + voor.slice(woorden.length), samen.length + voor.length - woorden.length]
  return [samen, samen.endsWith(na) ? samen.length - na.length : samen.length]
}

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
    const vanaf = versie.value
    const antwoord = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams({ notitie: tekst, versie: vanaf }),
      keepalive: mee,
      redirect: "error",
      signal: mee ? undefined : AbortSignal.timeout(GEDULD),
      headers: { "X-CSRFToken": token(), Accept: "application/json" },
    })
    const json = antwoord.headers.get("Content-Type")?.startsWith("application/json")
    const uit = json ? await antwoord.json() : {}
    if (!antwoord.ok) throw new Error(uit.zin || (antwoord.status === 401 ? "U bent uitgelogd. Log in een nieuw tabblad in." : ""))
    return { tekst, vanaf, uit }
  }

  async function bewaar(mee = false) {
    clearTimeout(klok)
    klok = 0
    if (bezig) await bezig.catch(() => {})
    if (veld.value === bewaard) return
    bezig = verstuur(mee)
    try {
      const { tekst, vanaf, uit } = await bezig
      versie.value = uit.versie
      bewaard = tekst
      if (uit.tekst !== undefined) neemOp(tekst, uit.tekst, vanaf)
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
  function neemOp(verstuurd, samen, vanaf) {
    const erbij = veld.value.startsWith(verstuurd) ? veld.value.slice(verstuurd.length) : null
    if (erbij === null) {
      versie.value = vanaf // edited meanwhile: what began from that text is merged once more, so that nothing of theirs goes
      return
    }
    const [tekst, plek] = ineen(verstuurd, samen, erbij ? verstuurd.length : veld.selectionStart)
    veld.value = tekst.slice(0, plek) + erbij + tekst.slice(plek)
    veld.setSelectionRange(plek + erbij.length, plek + erbij.length)
    bewaard = tekst
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
