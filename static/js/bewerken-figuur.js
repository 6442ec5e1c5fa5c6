// A figure in the rich text editor: its picture as it stands, its caption to type in. The rest is changed on a page of its own.

const HASH = /^afbeelding:([0-9a-f]{64})$/
const adres = (beeld) => {
  const gevonden = (beeld || "").match(HASH)
  return gevonden ? `/${location.pathname.split("/")[1]}/beeld/${gevonden[1]}/` : ""
}

export const figuurUitbreiding = (m) =>
  m.Node.create({
    name: "figuur",
    group: "block",
    content: "inline*",
    isolating: true,
    defining: true,
    priority: 5,
    addAttributes: () => ({ beeld: { default: "" }, alt: { default: null }, bron: { default: "" } }),
    parseHTML: () => [
      {
        tag: "figure",
        priority: 60,
        getAttrs(figure) {
          const img = figure.querySelector("img")
          const beeld = img?.getAttribute("data-beeld") || img?.getAttribute("src") || ""
          if (!/^(afbeelding|getekend):/.test(beeld)) return false
          return { beeld, alt: img.getAttribute("alt"), bron: figure.querySelector("cite")?.textContent || "" }
        },
        contentElement: (figure) => figure.querySelector("figcaption") || document.createElement("figcaption"),
      },
    ],
    // The picture is named, not shown: an address in `src` would be fetched.
    renderHTML({ node }) {
      const { beeld, alt, bron } = node.attrs
      const img = ["img", { "data-beeld": beeld, ...(alt === null ? {} : { alt }) }]
      return ["figure", {}, img, ["figcaption", 0], ...(bron ? [["cite", {}, bron]] : [])]
    },
    addNodeView: () => ({ node }) => {
      const dom = document.createElement("figure")
      const { beeld, alt, bron } = node.attrs
      const vak = document.createElement("div")
      vak.contentEditable = "false"
      if (adres(beeld)) {
        const img = document.createElement("img")
        img.src = adres(beeld)
        img.alt = alt || ""
        vak.append(img)
      } else vak.textContent = "Een tekening die het portaal zelf maakt."
      const contentDOM = document.createElement("figcaption")
      const onder = document.createElement("p")
      onder.contentEditable = "false"
      onder.className = "klein"
      onder.textContent = bron ? `Bron: ${bron}` : ""
      dom.append(vak, contentDOM, onder)
      return { dom, contentDOM }
    },
    addKeyboardShortcuts() {
      return {
        // Enter leaves the caption.
        Enter: () => {
          const { $from } = this.editor.state.selection
          if ($from.parent.type.name !== this.name) return false
          const achter = $from.after()
          return this.editor.chain().insertContentAt(achter, { type: "paragraph" }).setTextSelection(achter + 1).run()
        },
      }
    },
  })
