// Under every sheet that a browser prints: which version it is, its code, and the number of the sheet. Without this script,
// or in a browser that has no boxes in the margin, it stands once at the top.
const woorden = document.getElementById("drukvoet")?.textContent.replace(/\s+/g, " ").trim();
if (woorden) {
  const tekst = woorden.replace(/["\\]/g, "\\$&");
  const stijl = "font: 8pt/10pt 'Fira Sans', sans-serif; color: #48525a; vertical-align: top; padding-top: 4mm;";
  const blad = new CSSStyleSheet();
  blad.replaceSync(`@media print { @page {
    @bottom-left { content: "${tekst}"; white-space: nowrap; ${stijl} }
    @bottom-right { content: counter(page) " van " counter(pages); ${stijl} }
  } }`);
  document.adoptedStyleSheets.push(blad);
}
