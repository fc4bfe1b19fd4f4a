// What can be taken away: files made by the library, each by one button.
import { button, el, fill } from "./dom.js";
import { fieldName, place } from "./findings.js";
import { t } from "./text.js";

const KINDS = {
  corrected: { group: "take.table" },
  annotated: { group: "take.table" },
  applicationXlsx: { group: "take.table", call: "write", suffix: ".xlsx", form: "application" },
  document: { group: "take.table", call: "write", suffix: ".json" },
  selfXlsx: { group: "take.evaluation", call: "write", suffix: ".xlsx", form: "self-evaluation" },
  selfDocx: { group: "take.evaluation", call: "write", suffix: ".docx", form: "self-evaluation" },
  checkHtml: { group: "take.evaluation", call: "render", of: "check", format: "html" },
  checkJson: { group: "take.evaluation", call: "render", of: "check", format: "json" },
  checkCsv: { group: "take.evaluation", call: "render", of: "check", format: "csv" },
  lintHtml: { group: "take.reports", call: "render", of: "lint", format: "html" },
  lintJson: { group: "take.reports", call: "render", of: "lint", format: "json" },
  lintSarif: { group: "take.reports", call: "render", of: "lint", format: "sarif" },
};

// Makes one file; the page hands it to the browser.
export async function made(entry, kind, settings) {
  const how = KINDS[kind];
  if (kind === "corrected") {
    const dot = entry.name.lastIndexOf(".");
    const [stem, suffix] = dot > 0
      ? [entry.name.slice(0, dot), entry.name.slice(dot)] : [entry.name, ""];
    return { name: `${stem}-更正${suffix}`, data: entry.step.data, media: "" };
  }
  if (kind === "annotated") {
    return entry.engine.call("annotated", await entry.common(settings));
  }
  if (how.call === "render") {
    const args = how.of === "check"
      ? await entry.checking(settings) : await entry.common(settings);
    return entry.engine.call("render", { ...args, of: how.of, format: how.format });
  }
  const { handle, language, ...checking } = await entry.checking(settings);
  const args = { handle, language, suffix: how.suffix };
  if (how.form) args.form = how.form;
  if (how.form === "self-evaluation") args.check = checking;
  return entry.engine.call("write", args);
}

export class TakeView {
  constructor(page) {
    this.page = page;
    this.element = el("div", { class: "take-away" });
  }

  show(entry) {
    const why = (kind) => {
      if (kind === "corrected" && entry.at === 0) return t("take.correctedNone");
      if (kind === "annotated" && entry.form !== "xlsx") return t("take.onlyXlsx");
      return null;
    };
    const groups = ["take.table", "take.evaluation", "take.reports"];
    fill(
      this.element,
      groups.map((group) => el(
        "section",
        { class: "card" },
        el("h3", {}, t(group)),
        Object.keys(KINDS).filter((kind) => KINDS[kind].group === group).map((kind) => el(
          "p",
          {},
          button(t(`take.${kind}`), () => this.page.take(kind), {
            disabled: why(kind) !== null,
            "data-take": kind,
          }),
          why(kind) ? el("span", { class: "hint" }, ` ${why(kind)}`) : null,
        )),
      )),
      this.#changes(entry),
    );
  }

  #changes(entry) {
    if (!entry.applied.length) return null;
    return el(
      "section",
      { class: "card" },
      el("h3", {}, t("changesMade")),
      el("ul", { class: "plain" }, entry.applied.map((each) => el(
        "li",
        {},
        el("span", { class: "at" }, place(each.place)),
        ` ${fieldName(each.pointer.split("/").at(-1))}：`,
        el("del", {}, each.before),
        " → ",
        el("ins", {}, each.after),
      ))),
      button(t("undo"), () => this.page.undo(), { class: "undo" }),
    );
  }
}
