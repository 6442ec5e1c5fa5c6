// Notes of a meeting are kept a second after typing stops, and at once when a field is left or the page goes. Each is
// written in the rich text editor of the fiches; where that does not load, in the plain field. Without this file each
// note has a button.

import { maakTekst } from "./bewerken-tekst.js"

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

const blokken = (editor) => {
  const uit = []
  editor.state.doc.descendants((knoop, plek) => {
    if (!knoop.isTextblock) return true
    uit.push({ knoop, plek })
    return false
  })
  return uit
}
const teksten = (editor) => blokken(editor).map(({ knoop }) => knoop.textContent)

// The merged text, with the cursor in the paragraph where it was, which keeps what was typed since. `gestuurd` are the
// paragraphs as they were sent, `n` the one with the cursor; an empty one was not kept, and comes back behind the one before.
function zetInhoud(editor, html, gestuurd, n) {
  const { $from } = editor.state.selection
  const [eigen, plek, had, was] = [$from.parent, $from.parentOffset, editor.view.hasFocus(), gestuurd[n] ?? ""]
  editor.commands.setContent(html)
  const { tr, doc, schema } = editor.state
  const hier = was && blokken(editor).find(({ knoop }) => knoop.textContent === was)
  let binnen
  if (hier) {
    binnen = hier.plek + 1
    if (eigen.textContent !== was) tr.replaceWith(binnen, binnen + hier.knoop.content.size, eigen.content)
  } else {
    const voor = n > 0 && blokken(editor).findLast(({ knoop }) => knoop.textContent === gestuurd[n - 1])
    const na = voor ? doc.resolve(voor.plek + 1).after(1) : n > 0 ? doc.content.size : 0
    tr.insert(na, schema.nodes.paragraph.create(null, eigen.content))
    binnen = na + 1
  }
  editor.view.dispatch(tr)
  if (had) editor.commands.setTextSelection(binnen + plek)
}

async function begin(form) {
  const veld = form.querySelector("textarea")
  const rijk = form.querySelector(".tekstveld")
  const html = rijk.querySelector("textarea[hidden]")
  let editor = null
  try {
    form.classList.add("script")
    rijk.classList.add("wacht")
    await import(form.dataset.editor)
    // who typed already, goes on in the plain field
    if (veld.value === veld.defaultValue) editor = await maakTekst(rijk, form.dataset.editor)
  } catch (fout) {
    console.error("De editor kon niet laden; het gewone tekstveld blijft.", fout)
  }
  rijk.classList.remove("wacht")
  const nu = () => (editor ? html.value : veld.value)
  let gestuurd = editor ? teksten(editor) : []
  const versie = form.querySelector("[name=versie]")
  const zeg = form.querySelector(".bewaard")
  let bewaard = editor ? html.value : veld.defaultValue
  let klok = 0
  let bezig = null

  form.querySelector("[data-bewaar]").hidden = true

  async function verstuur(mee) {
    const tekst = nu()
    const vanaf = versie.value
    if (editor) gestuurd = teksten(editor)
    const antwoord = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams({ [editor ? "notitie_html" : "notitie"]: tekst, versie: vanaf }),
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
    if (nu() === bewaard) return
    bezig = verstuur(mee)
    try {
      const { tekst, vanaf, uit } = await bezig
      versie.value = uit.versie
      bewaard = tekst
      if (editor && uit.html !== undefined) neemRijkOp(uit.html, vanaf)
      else if (!editor && uit.tekst !== undefined) neemOp(tekst, uit.tekst, vanaf)
      zeg.textContent = uit.samen ? `Bewaard om ${uit.tijd}. Een collega schreef ook: dat staat er nu bij.` : `Bewaard om ${uit.tijd}.`
      form.removeAttribute("data-onbewaard")
    } catch (fout) {
      zeg.textContent = `Nog niet bewaard. ${fout.message.includes("fetch") ? "Er is geen verbinding met het portaal." : fout.message} Wij proberen het opnieuw.`
      klok = setTimeout(bewaar, 5 * NA)
    } finally {
      bezig = null
    }
    if (nu() !== bewaard && !klok) klok = setTimeout(bewaar, NA)
  }

  // The same in the editor: words typed since in one paragraph go along; of more the merge is asked once more.
  function neemRijkOp(samen, vanaf) {
    const straks = teksten(editor)
    const anders = straks.map((t, n) => n).filter((n) => straks[n] !== gestuurd[n])
    const hier = blokken(editor).findIndex(({ knoop }) => knoop === editor.state.selection.$from.parent)
    if (straks.length !== gestuurd.length || anders.length > 1 || (anders.length && anders[0] !== hier)) {
      versie.value = vanaf
      return
    }
    zetInhoud(editor, samen, gestuurd, hier)
    html.value = editor.isEmpty ? "" : editor.getHTML()
    bewaard = anders.length ? "" : html.value
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

  form.addEventListener("input", (event) => {
    if (event.target !== (editor ? html : veld)) return
    form.setAttribute("data-onbewaard", "")
    clearTimeout(klok)
    klok = setTimeout(bewaar, NA)
  })
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || bewaar())
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    bewaar()
  })
  if (nu() !== bewaard) klok = setTimeout(bewaar, NA)
  return bewaar
}

const alle = []
for (const form of forms) begin(form).then((bewaar) => alle.push(bewaar))
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") for (const bewaar of alle) bewaar(true)
})
window.addEventListener("beforeunload", (event) => {
  if (forms.some((form) => form.hasAttribute("data-onbewaard"))) event.preventDefault()
})
