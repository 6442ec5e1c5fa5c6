// Keying in notes from the keyboard: Enter goes on, a new row comes by itself, a pasted block becomes rows.

const REGEL = /^\s*(?:[-*•]\s+)?(\d{1,4}\s?[.,]?\s?[A-Za-z]{1,3}\s?\d{0,3}|\d{1,4})\s*(?:[:;=\t]|\s[-–—]\s|\)\s)\s*(\S.*)$/;
const form = document.querySelector("[data-kantinvoer]");
const rijen = form?.querySelector("[data-rijen]");

function velden(rij) {
  return [...rij.querySelectorAll("input, textarea")];
}

function leeg(rij) {
  return velden(rij).every((veld) => !veld.value.trim());
}

function nieuw() {
  const rij = rijen.lastElementChild.cloneNode(true);
  const nummer = rijen.children.length + 1;
  rij.classList.remove("utrecht-form-field--invalid");
  rij.querySelector(".utrecht-form-field-error-message")?.remove();
  for (const element of rij.querySelectorAll("[id], [for]")) {
    for (const naam of ["id", "for"]) {
      const waarde = element.getAttribute(naam);
      if (waarde) element.setAttribute(naam, waarde.replace(/^rij-\d+/, `rij-${nummer}`));
    }
    element.removeAttribute("aria-invalid");
    element.removeAttribute("aria-describedby");
  }
  for (const label of rij.querySelectorAll("label .stil-lees")) {
    label.textContent = label.textContent.replace(/\d+/, nummer);
  }
  for (const veld of velden(rij)) veld.value = "";
  rijen.append(rij);
  return rij;
}

function splits(tekst) {
  const uit = [];
  for (const regel of tekst.split(/\r\n|\r|\n/)) {
    if (!regel.trim()) continue;
    const gevonden = REGEL.exec(regel);
    if (gevonden) uit.push([gevonden[1].trim(), gevonden[2].trim()]);
    else if (uit.length) uit[uit.length - 1][1] += `\n${regel.trim()}`;
    else uit.push(["", regel.trim()]);
  }
  return uit;
}

function meld(zin) {
  form.querySelector("[data-kantmeld]").textContent = zin;
}

if (rijen) {
  for (const element of form.querySelectorAll("[data-met-script]")) element.hidden = false;
  form.addEventListener("keydown", (gebeurtenis) => {
    const veld = gebeurtenis.target;
    const rij = veld.closest(".kantrij");
    if (!rij || gebeurtenis.key !== "Enter" || gebeurtenis.shiftKey || gebeurtenis.isComposing) return;
    gebeurtenis.preventDefault();
    if (gebeurtenis.ctrlKey || gebeurtenis.metaKey) {
      form.requestSubmit();
      return;
    }
    const [code, tekst] = velden(rij);
    if (veld === code && code.value.trim()) {
      tekst.focus();
      return;
    }
    if (leeg(rij)) return;
    velden(rij.nextElementSibling ?? nieuw())[0].focus();
  });
  form.addEventListener("paste", (gebeurtenis) => {
    const rij = gebeurtenis.target.closest(".kantrij");
    const tekst = gebeurtenis.clipboardData?.getData("text/plain") ?? "";
    if (!rij || !/[\r\n]/.test(tekst.trim()) || !leeg(rij)) return;
    const stukken = splits(tekst);
    if (stukken.length < 2 && !stukken[0]?.[0]) return;
    gebeurtenis.preventDefault();
    let hier = rij;
    for (const [n, [code, woorden]] of stukken.entries()) {
      if (n) {
        hier = hier.nextElementSibling ?? nieuw();
        while (!leeg(hier)) hier = hier.nextElementSibling ?? nieuw();
      }
      [velden(hier)[0].value, velden(hier)[1].value] = [code, woorden];
    }
    velden(hier)[1].focus();
    meld(`${stukken.length} kanttekeningen geplakt.`);
  });
  const eerste = form.querySelector("#fouten") ?? null;
  if (eerste) (form.querySelector("[aria-invalid]") ?? eerste).focus();
  let verstuurd = false;
  form.addEventListener("submit", () => {
    verstuurd = true;
  });
  window.addEventListener("beforeunload", (gebeurtenis) => {
    if (!verstuurd && [...rijen.children].some((rij) => !leeg(rij))) gebeurtenis.preventDefault();
  });
}
