// Tables in the rich text editor. A cell is one line; the caption is a paragraph before the table, that says so.

import { vertel } from "./bewerken-plak.js"

export function tabelUitbreidingen(m) {
  const { TextSelection } = m.pm.state
  const Tabelnaam = m.Node.create({
    name: "tabelnaam",
    group: "block",
    content: "inline*",
    defining: true,
    priority: 10, // a block that is made without saying which, is a paragraph
    parseHTML: () => [{ tag: "p[data-tabelnaam]", priority: 60 }],
    renderHTML: () => ["p", { "data-tabelnaam": "" }, 0],
  })
  const Toetsen = m.Extension.create({
    name: "tabeltoetsen",
    priority: 1100,
    addKeyboardShortcuts() {
      return {
        // From the name into the table, from a cell to the one below: a cell holds one line.
        Enter: () => {
          const { $from } = this.editor.state.selection
          if (this.editor.isActive("table")) return naarOnder(this.editor, TextSelection)
          if ($from.parent.type.name !== "tabelnaam") return false
          const achter = $from.after()
          if (this.editor.state.doc.nodeAt(achter)?.type.name !== "table") return false
          return this.editor.commands.setTextSelection(achter + 4)
        },
      }
    },
  })
  const Table = m.Table.extend({
    renderHTML: () => ["table", ["tbody", 0]],
    addKeyboardShortcuts() {
      return {
        // Tab goes from cell to cell, and out of the table at its end: nobody is caught in it.
        Tab: () => this.editor.commands.goToNextCell(),
        "Shift-Tab": () => this.editor.commands.goToPreviousCell(),
      }
    },
  }).configure({ resizable: false, allowTableNodeSelection: true })
  const cel = { content: "paragraph" }
  return [Toetsen, Tabelnaam, Table, m.TableRow, m.TableCell.extend(cel), m.TableHeader.extend(cel)]
}

// The cell below; at the last row the paragraph behind the table.
function naarOnder(editor, TextSelection) {
  const { state, view } = editor
  const { $from } = state.selection
  let diep = $from.depth
  while (diep && $from.node(diep).type.name !== "table") diep -= 1
  if (!diep) return false
  const tabel = $from.node(diep)
  const rij = $from.index(diep)
  const kolom = $from.index(diep + 1)
  let tr = state.tr
  if (rij + 1 >= tabel.childCount) {
    const achter = $from.after(diep)
    if (!state.doc.nodeAt(achter)) tr = tr.insert(achter, state.schema.nodes.paragraph.create())
    tr = tr.setSelection(TextSelection.near(tr.doc.resolve(achter + 1)))
  } else {
    let plek = $from.start(diep)
    for (let n = 0; n <= rij; n += 1) plek += tabel.child(n).nodeSize
    const onder = tabel.child(rij + 1)
    plek += 1
    for (let n = 0; n < Math.min(kolom, onder.childCount - 1); n += 1) plek += onder.child(n).nodeSize
    tr = tr.setSelection(TextSelection.near(tr.doc.resolve(plek + 2)))
  }
  view.dispatch(tr.scrollIntoView())
  return true
}

const rijen = (n, soort) => ({
  type: "tableRow",
  content: Array.from({ length: n }, () => ({ type: soort, content: [{ type: "paragraph" }] })),
})

// A new table of three columns with a header row, under a place for its name; the cursor stands in that name.
function nieuw(editor) {
  const { $from } = editor.state.selection
  if ($from.depth > 1 || editor.isActive("table") || editor.isActive("bulletList") || editor.isActive("orderedList")) return
  const leeg = $from.parent.content.size === 0 && $from.depth === 1
  const plek = leeg ? { from: $from.before(1), to: $from.after(1) } : $from.after(1)
  const begin = leeg ? $from.before(1) : $from.after(1)
  editor
    .chain()
    .focus()
    .insertContentAt(plek, [
      { type: "tabelnaam" },
      { type: "table", content: [rijen(3, "tableHeader"), rijen(3, "tableCell"), rijen(3, "tableCell")] },
      { type: "paragraph" },
    ])
    .setTextSelection(begin + 1)
    .run()
}

// Whether the first row, or the first cell of every further row, are headers.
function koppen(editor) {
  const { $from } = editor.state.selection
  for (let diep = $from.depth; diep; diep -= 1) {
    const tabel = $from.node(diep)
    if (tabel.type.name !== "table") continue
    const kop = (rij, kolom) => tabel.maybeChild(rij)?.maybeChild(kolom)?.type.name === "tableHeader"
    const breed = tabel.firstChild.childCount
    const boven = Array.from({ length: breed }, (_, k) => kop(0, k)).every(Boolean)
    return { boven, links: tabel.childCount > 1 ? kop(1, 0) : kop(0, 0) && !boven }
  }
  return { boven: false, links: false }
}

const in_tabel = (e) => e.isActive("table")
export const TABELDAAD = {
  tabel: { daad: nieuw, kan: (e) => !in_tabel(e) && e.state.selection.$from.depth < 2 },
  "rij-erbij": { doe: (k) => k.addRowAfter(), kan: in_tabel },
  "kolom-erbij": { doe: (k) => k.addColumnAfter(), kan: in_tabel },
  "rij-weg": { doe: (k) => k.deleteRow(), kan: in_tabel },
  "kolom-weg": { doe: (k) => k.deleteColumn(), kan: in_tabel },
  koprij: { doe: (k) => k.toggleHeaderRow(), aan: (e) => koppen(e).boven, kan: in_tabel },
  kopkolom: { doe: (k) => k.toggleHeaderColumn(), aan: (e) => koppen(e).links, kan: in_tabel },
  "tabel-weg": {
    daad: (e, veld) => {
      e.view.focus()
      e.chain().deleteTable().run()
      vertel(veld, "De tabel is weg. Met Ongedaan maken komt hij terug.")
    },
    kan: in_tabel,
  },
}
