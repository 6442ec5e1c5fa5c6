// After a section is saved the page refreshes what follows from it. A reason that is being typed stays as it is.

document.body.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  const hier = detail.target.querySelector("#werkorde")
  const nieuw = detail.fragment.querySelector("#werkorde")
  if (!hier || !nieuw || ![...hier.querySelectorAll("textarea:not([readonly])")].some((veld) => veld.value.trim())) return
  const gezien = nieuw.querySelector("[name=gezien]")
  if (gezien) for (const veld of hier.querySelectorAll("[name=gezien]")) veld.value = gezien.value
  nieuw.setAttribute("hx-preserve", "true")
})
