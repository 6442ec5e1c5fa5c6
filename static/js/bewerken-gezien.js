// Who gives akkoord has seen the text. After one's own save the page's rail is fetched again; when more changed meanwhile
// than was saved here, the other sections on screen are old ones, and the moves of the fiche say so.

const lees = () => (document.getElementById("werkorde")?.dataset.secties || "").split(" ").filter(Boolean)

let gezien = new Set(lees())
const eigen = new Set()

document.body.addEventListener("sectie-opgeslagen", (event) => eigen.add(event.detail?.code))

document.addEventListener("htmx:afterSettle", () => {
  const nu = lees()
  const anders = nu.filter((regel) => !gezien.has(regel)).length
  if (anders > eigen.size) {
    for (const veld of document.querySelectorAll("#werkorde input[name=gezien]")) veld.value = ""
  } else if (anders) {
    gezien = new Set(nu)
    eigen.clear()
  }
})
