// The box that reads one phrase as it is typed, each part underlined and named.
import { el, fill } from "./dom.js";
import { both, t } from "./text.js";

const PAUSE_MS = 160;

export function phraseBox(engine) {
  const input = el("input", {
    id: "phrase-input",
    type: "text",
    maxlength: "300",
    autocomplete: "off",
    value: t("phraseSample"),
  });
  const shown = el("p", { class: "phrase-shown", "aria-live": "polite" });
  const said = el("p", { class: "phrase-said", "aria-live": "polite" });
  const parts = el("ul", { class: "phrase-parts" });
  let late = null;
  let asked = 0;

  async function read() {
    const text = input.value;
    asked += 1;
    const mine = asked;
    if (!text.trim() || !engine.sealed) {
      fill(shown);
      fill(said);
      fill(parts);
      return;
    }
    const answer = await engine.call("parse", { text }).catch(() => null);
    if (!answer || mine !== asked) return;
    fill(shown, underlined(text, answer.parts));
    fill(said, `${t("reading")}：${both(answer.kind)}　${both(answer.reading)}`);
    fill(parts, answer.parts.map((part, index) => el(
      "li",
      { class: `part-${index % 6}` },
      `${both(part.label)}：${part.value ?? ""}`,
    )));
  }

  input.addEventListener("input", () => {
    clearTimeout(late);
    late = setTimeout(read, PAUSE_MS);
  });
  const element = el(
    "div",
    { class: "phrase" },
    el("label", { for: "phrase-input" }, t("phraseLabel")),
    input,
    shown,
    said,
    parts,
  );
  return { element, read, input };
}

// The text cut where a part begins or ends; what belongs to a part is underlined.
export function underlined(text, parts) {
  const characters = Array.from(text);
  const owner = new Array(characters.length).fill(-1);
  parts.forEach((part, index) => {
    for (const [start, end] of part.spans) {
      for (let at = start; at < end; at += 1) if (owner[at] === -1) owner[at] = index;
    }
  });
  const made = [];
  let start = 0;
  for (let at = 1; at <= characters.length; at += 1) {
    if (at < characters.length && owner[at] === owner[start]) continue;
    const piece = characters.slice(start, at).join("");
    const index = owner[start];
    made.push(index === -1 ? piece : el(
      "u",
      { class: `part-${index % 6}`, title: both(parts[index].label) },
      piece,
    ));
    start = at;
  }
  return made;
}
