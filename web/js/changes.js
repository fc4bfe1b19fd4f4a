// What changed since last year's file.
import { el, fill, freshId } from "./dom.js";
import { fieldName } from "./findings.js";
import { t } from "./text.js";

const AT_ONCE = 300;

export class ChangesView {
  constructor() {
    this.onlyChanged = true;
    this.element = el("div", { class: "changes" });
  }

  show(entry) {
    if (!entry.prior) {
      fill(this.element, el("p", { class: "hint" }, t("noPrior")));
      return;
    }
    const { changes } = entry;
    const id = freshId("only");
    const sections = changes.projects.map((each) => this.#project(each)).filter(Boolean);
    fill(
      this.element,
      el("p", { class: "filters" },
        el("input", {
          id,
          type: "checkbox",
          checked: this.onlyChanged,
          onchange: (event) => {
            this.onlyChanged = event.target.checked;
            this.show(entry);
          },
        }),
        el("label", { for: id }, t("onlyChanged")),
        el("span", {}, `${changes.prior_fiscal_year ?? t("before")} → `
          + `${changes.fiscal_year ?? t("after")}`)),
      sections.length ? sections : el("p", { class: "hint" }, t("noChanges")),
    );
  }

  #project(project) {
    const rows = project.indicators.filter((each) =>
      !this.onlyChanged || each.change !== "same");
    if (this.onlyChanged && project.change === "same" && rows.length === 0) return null;
    return el(
      "section",
      { class: "card" },
      el("h3", {}, this.#badge(project.change), ` ${project.name}`),
      this.#fields(project.fields),
      el("ul", { class: "plain" }, rows.slice(0, AT_ONCE).map((row) => el(
        "li",
        {},
        this.#badge(row.change),
        ` ${row.name}`,
        row.prior_name && row.prior_name !== row.name ? `（${row.prior_name}）` : null,
        this.#fields(row.fields),
      ))),
      rows.length > AT_ONCE
        ? el("p", { class: "hint" }, t("listOf", { n: rows.length })) : null,
    );
  }

  #badge(change) {
    return el("span", { class: `badge is-${change}` }, t(`change.${change}`));
  }

  #fields(fields) {
    if (!fields.length) return null;
    return el("ul", { class: "plain fields" }, fields.map((each) => el(
      "li",
      {},
      `${fieldName(each.field)}：`,
      el("del", {}, each.before ?? "—"),
      " → ",
      el("ins", {}, each.after ?? "—"),
    )));
  }
}
