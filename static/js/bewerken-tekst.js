// The rich text editor over one text of the form: its HTML goes along in a field of its own, beside the plain one.

import { figuurUitbreiding } from "./bewerken-figuur.js"
import { TABELDAAD, tabelUitbreidingen } from "./bewerken-tabel.js"
import { eigenOpgave, plakEigen, plakHtml, plakTekst, VEILIG, vertel, verwijzing } from "./bewerken-plak.js"

function maakUitbreidingen(m, opLink) {
  const ListItem = m.ListItem.extend({
    // Tab stays what it is everywhere, but in a table: to the next thing on the page.
    addKeyboardShortcuts() {
      return {
        Enter: () => this.editor.commands.splitListItem(this.name),
        "Mod-]": () => this.editor.commands.sinkListItem(this.name),
        "Mod-[": () => this.editor.commands.liftListItem(this.name),
      }
    },
  })
  const Link = m.Link.extend({
    addKeyboardShortcuts: () => ({ "Mod-k": () => opLink() }),
  }).configure({
    autolink: false,
    openOnClick: false,
    defaultProtocol: "https",
    isAllowedUri: (url) => VEILIG.test(url || ""),
  })
  return [
    m.Document, m.Paragraph, m.Text, m.Bold, m.Italic, m.BulletList, m.OrderedList, ListItem, m.HardBreak, Link, m.UndoRedo,
    ...tabelUitbreidingen(m), figuurUitbreiding(m),
  ]
}

// A piece of this editor comes back as it was; anything else first becomes what a plan can hold.
const EIGEN = /<[a-z][^>]*\sdata-pm-slice=/i
function maakPlakken(veld, editor) {
  return {
    transformPastedHTML(html, view) {
      if (EIGEN.test(html)) return plakEigen(html)
      const { html: schoon, blokken, zin } = plakHtml(html)
      vertel(veld, zin)
      const { $from, $to } = (view || editor().view).state.selection
      // several blocks stand by themselves: their edges do not grow onto the words around
      const voor = blokken > 1 && $from.parentOffset > 0 ? "<p></p>" : ""
      const na = blokken > 1 && $to.parentOffset < $to.parent.content.size ? "<p></p>" : ""
      return voor + schoon + na
    },
    handleDOMEvents: {
      // Plain text of several lines, or an address of this portal; a few plain words are the editor's own to take.
      paste(view, event) {
        const tekst = event.clipboardData?.getData("text/plain") || ""
        if (event.clipboardData?.getData("text/html")) return false
        const nummer = eigenOpgave(tekst.trim())
        if (!nummer && !/[\n\r\v\f\x85\u2028\u2029]|https?:/.test(tekst.trim())) return false
        event.preventDefault()
        if (nummer) naarOpgave(editor(), nummer)
        else view.pasteHTML(plakTekst(tekst), event)
        return true
      },
    },
  }
}

// A reference reads "opgave 7" wherever it stands: of other words it comes behind.
function naarOpgave(editor, nummer) {
  const { from, to } = editor.state.selection
  const woorden = editor.state.doc.textBetween(from, to, " ").trim()
  const naam = { type: "text", text: `opgave ${nummer}`, marks: [{ type: "link", attrs: { href: verwijzing(nummer) } }] }
  const zelf = !woorden || /^\[?opgave(?: \d+| \(vervallen\))?\]?$/i.test(woorden) || VEILIG.test(woorden)
  const keten = editor.chain().focus()
  if (zelf) keten.insertContentAt({ from, to }, naam)
  else keten.unsetLink().insertContentAt(to, [{ type: "text", text: " (" }, naam, { type: "text", text: ")" }])
  keten.run()
}

const DAAD = {
  vet: { doe: (k) => k.toggleBold(), aan: (e) => e.isActive("bold") },
  schuin: { doe: (k) => k.toggleItalic(), aan: (e) => e.isActive("italic") },
  punten: { doe: (k) => k.toggleBulletList(), aan: (e) => e.isActive("bulletList") },
  nummers: { doe: (k) => k.toggleOrderedList(), aan: (e) => e.isActive("orderedList") },
  terug: { doe: (k) => k.undo(), kan: (e) => e.can().undo() },
  vooruit: { doe: (k) => k.redo(), kan: (e) => e.can().redo() },
  link: { aan: (e) => e.isActive("link"), kan: (e) => !e.state.selection.empty || e.isActive("link") },
  ...TABELDAAD,
}

export async function maakTekst(veld, url) {
  const m = await import(url)
  const plat = veld.querySelector(".veld textarea")
  const html = veld.querySelector("textarea[hidden]")
  const label = veld.querySelector(".veld label")
  const balk = veld.querySelector(".balk")
  const houder = document.createElement("div")
  veld.append(houder)

  const beschreven = [...veld.querySelectorAll(".utrecht-form-field-error-message[id]")].map((fout) => fout.id)
  const attributes = {
    class: "schrijf",
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label.id,
    ...(beschreven.length ? { "aria-describedby": beschreven.join(" "), "aria-invalid": "true" } : {}),
  }
  const linkvak = maakLinkvak(veld, () => editor)
  const editor = new m.Editor({
    element: houder,
    extensions: maakUitbreidingen(m, linkvak.open),
    content: html.value,
    injectCSS: false,
    editorProps: { attributes, ...maakPlakken(veld, () => editor) },
    onUpdate() {
      html.value = editor.isEmpty ? "" : editor.getHTML()
      html.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  // The browser tells of a new selection a moment later: a fast key would work on the old one. Not while an accent or
  // a sign of another script is being put together.
  const bij = ({ isComposing, keyCode }) =>
    isComposing || keyCode === 229 || document.dispatchEvent(new Event("selectionchange"))
  houder.addEventListener("keydown", bij, true)
  html.disabled = false
  veld.classList.add("rijk")
  label.removeAttribute("for")
  label.addEventListener("click", () => editor.commands.focus())
  plat.setAttribute("tabindex", "-1")
  maakBalk(balk, editor, linkvak)
  return editor
}

function maakBalk(balk, editor, linkvak) {
  const alle = [...balk.querySelectorAll("button")]
  const zichtbaar = () => alle.filter((knop) => !knop.closest(".groep").hidden)
  const intabel = balk.querySelector("[data-in-tabel]")
  balk.hidden = false
  for (const knop of alle) {
    const { doe, daad } = DAAD[knop.dataset.doe]
    knop.addEventListener("click", () => {
      if (knop.getAttribute("aria-disabled") === "true") return
      if (daad) return daad(editor, balk.closest(".tekstveld"))
      if (!doe) return linkvak.open()
      editor.view.focus() // at once: the editor's own command waits for the next frame, and a fast key would be lost
      doe(editor.chain().focus()).run()
    })
  }
  const toon = () => {
    intabel.hidden = !editor.isActive("table")
    for (const knop of alle) {
      const { aan, kan } = DAAD[knop.dataset.doe]
      if (aan) knop.setAttribute("aria-pressed", String(aan(editor)))
      if (kan) knop.setAttribute("aria-disabled", String(!kan(editor)))
    }
  }
  editor.on("transaction", toon)
  toon()

  // One stop for Tab; the arrows go from tool to tool.
  const stop = (knop) => alle.forEach((k) => k.setAttribute("tabindex", k === knop ? "0" : "-1"))
  stop(alle[0])
  balk.addEventListener("keydown", (event) => {
    const knoppen = zichtbaar()
    const stap = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    let naar = stap && knoppen.indexOf(document.activeElement) + stap
    if (event.key === "Home") naar = 0
    if (event.key === "End") naar = knoppen.length - 1
    if (naar === undefined) return
    event.preventDefault()
    const knop = knoppen[(naar + knoppen.length) % knoppen.length]
    stop(knop)
    knop.focus()
  })
  balk.addEventListener("focusin", (event) => stop(event.target.closest("button")))
}

function maakLinkvak(veld, editor) {
  const vak = veld.querySelector(".linkvak")
  const adres = vak.querySelector("input")
  const fout = vak.querySelector("[data-linkfout]")
  const nummers = (veld.closest("form").dataset.opgaven || "").split(" ").filter(Boolean)
  const bestaat = (nummer) => !nummers.length || nummers.includes(String(nummer))
  const weiger = (zin) => {
    fout.textContent = zin
    adres.focus()
  }
  const sluit = () => {
    vak.hidden = true
    editor().view.focus()
  }
  const open = () => {
    if (editor().state.selection.empty && !editor().isActive("link")) return true
    editor().commands.extendMarkRange("link")
    const { href = "" } = editor().getAttributes("link")
    const { from, to } = editor().state.selection
    adres.value = href.startsWith("opgave:") ? editor().state.doc.textBetween(from, to, " ") : href
    fout.textContent = ""
    vak.hidden = false
    adres.focus()
    return true
  }
  const zet = () => {
    let doel = adres.value.trim()
    const genoemd = doel.match(/^\[?(?:opgave\s+)?(\d{1,4})\]?$/i)
    if (!genoemd && /^[\w-]+(\.[\w-]+)*(:\d+)?\/\S*$|^[\w-]+(\.[\w-]+)+$/.test(doel)) doel = `https://${doel}`
    const nummer = genoemd ? Number(genoemd[1]) : eigenOpgave(doel)
    if (nummer && !bestaat(nummer)) return weiger(`Dit plan heeft geen opgave ${nummer}.`)
    if (!nummer && !VEILIG.test(doel)) return weiger("Dit is geen adres van een website. Begin met https://, of vul opgave 7 in.")
    editor().view.focus()
    if (nummer) {
      editor().chain().extendMarkRange("link").run()
      naarOpgave(editor(), nummer)
    } else editor().chain().extendMarkRange("link").setLink({ href: doel }).run()
    vak.hidden = true
  }
  vak.addEventListener("click", (event) => {
    const wat = event.target.closest("[data-link]")?.dataset.link
    if (wat === "zet") zet()
    if (wat === "weg") {
      editor().view.focus()
      editor().chain().extendMarkRange("link").unsetLink().run()
      vak.hidden = true
    }
    if (wat === "sluit") sluit()
  })
  vak.addEventListener("input", (event) => event.stopPropagation())
  vak.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === adres) {
      event.preventDefault()
      zet()
    }
    if (event.key === "Escape") sluit()
  })
  return { open }
}
