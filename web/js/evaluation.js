// Verdicts, points, totals, grade, and how each came about.
import { el, fill, freshId } from "./dom.js";
import { place } from "./findings.js";
import { Grid } from "./grid.js";
import { t } from "./text.js";

const COLUMNS = [
  ["verdict", "7rem"],
  ["name", "16rem"],
  ["target", "13rem"],
  ["actual", "13rem"],
  ["completion", "6rem"],
  ["points", "8rem"],
];
const MARKS = { met: "ok", not_met: "error", partly_met: "warning" };
const SIGNS = { met: "✓", not_met: "✗", partly_met: "◐", undetermined: "?", not_reported: "–" };

function share(text) {
  if (text === null || text === undefined) return "";
  const value = Number(text);
  return Number.isFinite(value) ? `${(value * 100).toFixed(2).replace(/\.?0+$/, "")}%` : text;
}

function verdictOf(row) {
  return row.applicable === false ? "not_applicable" : row.verdict;
}

export class EvaluationView {
  constructor(page) {
    this.page = page;
    this.head = el("div", { class: "totals" });
    this.working = el("div", { class: "working", "aria-live": "polite" });
    this.grid = new Grid({ label: t("tab.evaluation"), onchoose: (row) => this.#chosen(row) });
    this.tools = el("div", { class: "filters" });
    this.note = el("p", { class: "hint" });
    this.element = el("div", { class: "evaluation" },
      this.tools,
      this.note,
      el("div", { class: "beside" },
        el("section", { class: "of-table" }, this.grid.element),
        el("section", { class: "of-list" }, this.working, this.head)));
  }

  show(entry) {
    const { evaluation } = entry;
    this.#tools();
    this.note.textContent = entry.hasActuals ? "" : t("noActuals");
    this.note.hidden = entry.hasActuals;
    const rows = [];
    for (const project of evaluation.projects) {
      rows.push({
        project,
        wide: { text: this.#projectLine(project), note: place(project.place), mark: null },
      });
      for (const row of project.indicators) rows.push({ row, project });
    }
    this.grid.show({
      columns: COLUMNS.map(([key, width]) => ({ key, width, title: t(`field.${key}`) })),
      rows,
      label: t("tab.evaluation"),
      cell: ({ row }, { key }) => this.#cell(row, key),
    });
    fill(this.head, this.#summary(evaluation));
    const first = rows.find(({ row }) => row);
    if (first) this.#chosen(first);
    else fill(this.working, el("p", { class: "hint" }, t("workingHint")));
  }

  #tools() {
    const id = freshId("as-of");
    fill(this.tools,
      el("label", { for: id }, t("asOf")),
      el("input", {
        id,
        type: "date",
        value: this.page.settings.asOf ?? "",
        onchange: (event) => this.page.setAsOf(event.target.value || null),
      }));
  }

  #projectLine(project) {
    return [
      `${t("project")}　${project.name ?? "—"}`,
      project.total === null ? "" : t("total", { total: project.total, of: project.out_of }),
      project.grade ? t("grade", { grade: project.grade }) : "",
      Number(project.open_points) > 0 ? t("open", { n: project.open_points }) : "",
    ].filter(Boolean).join("　");
  }

  #cell(row, key) {
    if (key === "verdict") {
      const verdict = verdictOf(row);
      return {
        text: `${SIGNS[verdict] ?? ""} ${t(verdict)}`,
        note: "",
        mark: MARKS[verdict] ?? "info",
        kind: "verdict",
      };
    }
    if (key === "completion") return { text: share(row.completion) };
    if (key === "points") {
      return { text: `${row.points ?? "—"} / ${row.weight ?? "—"}` };
    }
    const at = key === "actual" ? row.actual_place : key === "name" ? row.place : null;
    return { text: row[key] ?? "", note: place(at) };
  }

  #summary(evaluation) {
    return [
      el("p", { class: "counts" },
        ["met", "partly_met", "not_met", "undetermined", "not_reported"].map((each) =>
          el("span", { class: `count is-${MARKS[each] ?? "info"}` },
            `${SIGNS[each]} ${t(each)} ${evaluation.summary[each]}`))),
      evaluation.profile
        ? el("p", { class: "hint" }, `${t("profile")}：${evaluation.profile.title}`) : null,
      evaluation.diagnostics.slice(0, 50).map((each) =>
        el("p", { class: `card sev-${each.severity ?? "info"}` }, each.message)),
    ];
  }

  #chosen({ row, project }) {
    fill(this.working, row ? this.#ofRow(row) : this.#ofProject(project));
  }

  #ofRow(row) {
    const line = (name, text) => (text ? [el("dt", {}, name), el("dd", {}, text)] : []);
    const list = (name, items) => (items?.length
      ? [el("dt", {}, name), el("dd", {}, el("ul", {}, items.map((each) => el("li", {}, each))))]
      : []);
    const verdict = verdictOf(row);
    return [
      el("h3", {}, t("working")),
      el("p", { class: "row-name" }, row.name ?? ""),
      el("dl", {},
        line(t("field.target"), row.target),
        line(t("field.actual"), row.actual),
        line(t("field.verdict"), `${SIGNS[verdict] ?? ""} ${t(verdict)}`),
        line("", row.reason),
        list(t("assumptions"), row.assumptions),
        line(t("field.completion"), share(row.completion)),
        line(t("field.points"), `${row.points ?? "—"} / ${row.weight ?? "—"}`),
        line("", row.points_reason),
        line(t("printedScore"), row.score),
        list(t("notes"), row.notes)),
    ];
  }

  #ofProject(project) {
    const { execution } = project;
    return [
      el("h3", {}, t("working")),
      el("p", { class: "row-name" }, this.#projectLine(project)),
      el("dl", {},
        el("dt", {}, t("execution")),
        el("dd", {}, execution.reason ?? "",
          execution.points === null ? "" : ` ${execution.points} / ${execution.weight}`),
        project.notes.length ? el("dt", {}, t("notes")) : null,
        project.notes.length
          ? el("dd", {}, el("ul", {}, project.notes.map((each) => el("li", {}, each)))) : null),
    ];
  }
}
