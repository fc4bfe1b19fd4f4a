// The table as it was read, with findings on its cells, and the list beside it.
import { button, el, fill, freshId, marked, placeText } from "./dom.js";
import { Grid } from "./grid.js";
import { underlined } from "./phrase.js";
import { both, has, t } from "./text.js";

const FIELDS = [
  ["number", "4rem"],
  ["category", "8rem"],
  ["subcategory", "9rem"],
  ["name", "16rem"],
  ["target", "14rem"],
  ["unit", "5rem"],
  ["long_term_target", "10rem"],
  ["direction", "5rem"],
  ["weight", "5rem"],
  ["actual", "12rem"],
  ["expected", "9rem"],
  ["likelihood", "7rem"],
  ["score", "5rem"],
  ["reason", "14rem"],
  ["note", "9rem"],
];
const SEVERITIES = ["error", "warning", "info"];
const AT_ONCE = 40;
const BLANK = "__";

export function place(given) {
  return placeText(given, (n) => t("line", { n }));
}

export function fieldName(field) {
  const key = `field.${field}`;
  return has(key) ? t(key) : field;
}

// The lines of the table: a line for each project, its goal, and its indicators.
export function linesOf(document) {
  const lines = [];
  for (const project of document.projects) {
    lines.push({ kind: "project", of: project, pointer: project.pointer });
    for (const key of ["goal", "goal_actual"]) {
      if (project[key]) {
        lines.push({ kind: key, of: project, pointer: `${project.pointer}/${key}` });
      }
    }
    for (const indicator of project.indicators) {
      lines.push({ kind: "row", of: indicator, pointer: indicator.pointer });
    }
  }
  return lines;
}

// The line of a place: of a cell its row, of a text its line, of a page its number.
function lineOf(given) {
  const row = given?.cell?.match(/\d+$/)?.[0] ?? given?.line;
  if (row) return t("line", { n: row });
  return place(given);
}

function fieldsIn(document) {
  const found = new Set(["name", "target"]);
  for (const project of document.projects) {
    for (const each of project.indicators) {
      for (const [key] of FIELDS) {
        if (each[key] !== undefined && each[key] !== null && each[key] !== "") found.add(key);
      }
    }
  }
  return FIELDS.filter(([key]) => found.has(key));
}

function issues(findings) {
  return t(findings.length === 1 ? "issue" : "issues", { n: findings.length });
}

function worst(findings) {
  return SEVERITIES.find((each) => findings.some((one) => one.severity === each)) ?? null;
}

const ROW = /^\/projects\/\d+\/indicators\/\d+/;
const WHOLE = /^\/projects\/\d+\/(goal|goal_actual)$/;
const PROJECT = /^\/projects\/\d+/;

// The line that a finding belongs to, and its field.
function joined(finding) {
  const { pointer } = finding;
  if (!pointer) return [null, finding.field];
  const [row] = pointer.match(ROW) ?? [];
  if (row) return [row, pointer.slice(row.length + 1) || finding.field || "name"];
  if (WHOLE.test(pointer)) return [pointer, null];
  const [project] = pointer.match(PROJECT) ?? [];
  return [project ?? null, finding.field];
}

export class FindingsView {
  constructor(page) {
    this.page = page;
    this.severities = new Set(SEVERITIES);
    this.rule = "";
    this.text = "";
    this.line = null;
    this.shown = AT_ONCE;
    this.grid = new Grid({
      label: t("table"),
      onchoose: (line, jump) => this.#chosen(line, jump),
    });
    this.filters = el("div", { class: "filters" });
    this.list = el("div", { class: "list" });
    this.said = el("p", { class: "target-said", "aria-live": "polite" });
    this.listTitle = el("h3", { tabindex: "-1" });
    this.account = el("details", { class: "account" });
    this.hint = el("p", { class: "hint" });
    this.element = el(
      "div",
      { class: "findings" },
      this.filters,
      el("div", { class: "beside" },
        el("section", { class: "of-table" }, this.hint, this.grid.element, this.account),
        el("section", { class: "of-list" }, this.listTitle, this.said, this.list)),
    );
  }

  show(entry) {
    fill(this.said);
    if (entry !== this.entry) {
      this.line = null;
      this.shown = AT_ONCE;
    }
    this.entry = entry;
    const { document } = entry;
    this.byLine = new Map();
    for (const finding of entry.report.findings) {
      const [line, field] = joined(finding);
      finding.on = { line, field };
      if (!this.byLine.has(line)) this.byLine.set(line, []);
      this.byLine.get(line).push(finding);
    }
    this.lines = linesOf(document);
    this.at = new Map(this.lines.map((line, index) => [line.pointer, index]));
    if (this.line && !this.at.has(this.line)) this.line = null;
    this.hint.textContent = t("tableHint");
    this.#filters();
    this.#table();
    this.#account();
    this.#list();
  }

  #matching() {
    const text = this.text.trim();
    return this.entry.report.findings.filter((each) =>
      this.severities.has(each.severity)
      && (!this.rule || each.code === this.rule)
      && (!text || [each.message, each.indicator, each.project, each.excerpt, each.code]
        .some((one) => one?.includes(text))));
  }

  #filters() {
    const { findings } = this.entry.report;
    const counts = Object.fromEntries(SEVERITIES.map((each) =>
      [each, findings.filter((one) => one.severity === each).length]));
    const codes = new Map();
    for (const each of findings) codes.set(each.code, (codes.get(each.code) ?? 0) + 1);
    if (!codes.has(this.rule)) this.rule = "";
    const redo = () => {
      this.shown = AT_ONCE;
      this.#table();
      this.#list();
    };
    const ruleId = freshId("rule");
    const findId = freshId("find");
    fill(
      this.filters,
      el("fieldset", {},
        el("legend", {}, t("severity")),
        SEVERITIES.map((each) => el("label", { class: `chip sev-${each}` },
          el("input", {
            type: "checkbox",
            checked: this.severities.has(each),
            onchange: (event) => {
              if (event.target.checked) this.severities.add(each);
              else this.severities.delete(each);
              redo();
            },
          }),
          `${t(each)} ${counts[each]}`))),
      el("label", { for: ruleId }, t("rule")),
      el("select", {
        id: ruleId,
        onchange: (event) => {
          this.rule = event.target.value;
          redo();
        },
      },
      el("option", { value: "" }, t("allRules")),
      [...codes].sort().map(([code, count]) => el(
        "option",
        { value: code, selected: code === this.rule },
        `${code} ${this.page.ruleTitle(code)}（${count}）`,
      ))),
      el("label", { for: findId }, t("search")),
      el("input", {
        id: findId,
        type: "search",
        value: this.text,
        oninput: (event) => {
          this.text = event.target.value;
          redo();
        },
      }),
    );
  }

  #table() {
    const wanted = new Set(this.#matching());
    const fields = fieldsIn(this.entry.document);
    const columns = [
      ...(this.lines.some(({ of }) => of.place) ? [["place", "5.5rem"]] : []),
      ...fields,
    ].map(([key, width]) => ({ key, width, title: fieldName(key) }));
    const rows = this.lines.map((line) => {
      const own = (this.byLine.get(line.pointer) ?? []).filter((each) => wanted.has(each));
      return line.kind === "row"
        ? { line, own }
        : { line, own, wide: this.#wide(line, own) };
    });
    this.grid.show({
      columns,
      rows,
      label: t("table"),
      cell: (row, column) => this.#cell(row, column.key),
    });
    this.grid.element.hidden = rows.length === 0;
  }

  #wide(line, own) {
    const { of: project } = line;
    const text = line.kind === "project"
      ? [t("project"), project.name ?? "—", project.agency].filter(Boolean).join("　")
      : `${fieldName(line.kind)}　${project[line.kind]}`;
    const at = line.kind === "project" ? project.place : project.places?.[line.kind];
    return {
      text,
      note: [place(at), own.length ? issues(own) : ""]
        .filter(Boolean).join("　"),
      mark: worst(own),
      more: own.map((each) => `；${each.message}`).join(""),
    };
  }

  #cell({ line, own }, key) {
    const { of: row } = line;
    if (key === "place") {
      return {
        text: lineOf(row.place),
        note: own.length ? issues(own) : "",
        mark: null,
        kind: "of-place",
      };
    }
    const on = own.filter((each) => each.on.field === key);
    const text = row[key] === null || row[key] === undefined ? "" : String(row[key]);
    const mark = worst(on);
    return {
      text,
      note: place(row.places?.[key] ?? (key === "name" ? row.place : null)),
      mark,
      more: on.map((each) => `；${each.message}`).join(""),
    };
  }

  #chosen({ line }, jump) {
    this.line = line.pointer;
    this.shown = AT_ONCE;
    this.#list();
    this.#read(line);
    if (jump) this.listTitle.focus();
  }

  // How the target of the chosen row was read.
  async #read({ kind, of: row, pointer }) {
    fill(this.said);
    if (kind !== "row" || !row.target) return;
    const answer = await this.page.engine.call("parse", { text: row.target }).catch(() => null);
    if (!answer || this.line !== pointer) return;
    fill(this.said, underlined(row.target, answer.parts), " ",
      el("span", { class: "hint" }, `${t("reading")} ${both(answer.reading)}`));
  }

  #account() {
    const { opened } = this.entry.step;
    const regions = opened.account?.regions ?? [];
    this.account.hidden = regions.length === 0;
    fill(
      this.account,
      el("summary", {}, t("account")),
      el("ul", {}, regions.map((each) => el("li", {}, t("accountLine", {
        ...each, name: [each.name, place(each.place)].filter(Boolean).join(" "),
      })))),
    );
  }

  #list() {
    const all = this.#matching();
    const found = this.line ? all.filter((each) => each.on.line === this.line) : all;
    const complete = all.filter((each) => each.proposals.some((one) => one.complete));
    fill(this.listTitle, `${t("list")} · ${t("listOf", { n: found.length })}`);
    const tools = el("div", { class: "tools" },
      this.line ? el("span", { class: "only" }, t("rowOnly")) : null,
      this.line ? button(t("showAll"), () => {
        this.line = null;
        fill(this.said);
        this.#list();
      }) : null,
      this.entry.canRepair && complete.length > 1 && !this.line
        ? button(t("takeAll", { n: complete.length }), () => this.#takeAll(complete), {
          class: "take-all",
        }) : null,
      this.entry.at > 0 ? button(t("undo"), () => this.page.undo(), { class: "undo" }) : null);
    const nothing = this.entry.report.findings.length === 0 ? "clean" : "noFindings";
    fill(
      this.list,
      tools,
      this.entry.canRepair || complete.length === 0
        ? null : el("p", { class: "hint" }, t("cannotRepair")),
      found.length === 0 ? el("p", { class: "hint" }, t(nothing)) : null,
      found.slice(0, this.shown).map((each) => this.#card(each)),
      found.length > this.shown
        ? button(t("more", { n: Math.min(AT_ONCE, found.length - this.shown) }), () => {
          this.shown += AT_ONCE;
          this.#list();
        }, { class: "more" }) : null,
    );
  }

  #card(finding) {
    const where = [
      finding.project,
      finding.indicator,
      finding.field && finding.indicator ? fieldName(finding.field) : null,
    ].filter(Boolean).join(" › ");
    const at = place(finding.place);
    const index = this.at.get(finding.on.line);
    return el(
      "article",
      { class: `card sev-${finding.severity}` },
      el("header", {},
        el("span", { class: "badge" }, t(finding.severity)),
        button(`${finding.code} ${this.page.ruleTitle(finding.code)}`, () =>
          this.page.explain(finding.code), { class: "as-link", title: t("explain") }),
        at ? el("span", { class: "at" }, at) : null,
        index === undefined ? null : button(t("here"), () => this.#goTo(index, finding), {
          class: "quiet",
          "aria-label": `${t("here")} ${at || where}`,
        })),
      el("p", { class: "message" }, finding.message),
      finding.excerpt
        ? el("p", { class: "excerpt" }, marked(finding.excerpt, finding.span)) : null,
      finding.hint ? el("p", { class: "hint-text" }, finding.hint) : null,
      finding.proposals.map((each, number) => this.#proposal(finding, each, number)),
      el("p", { class: "where" },
        [where || t("ofFile"), finding.clause ? `${t("clause")}：${finding.clause}` : null]
          .filter(Boolean).join("　")),
    );
  }

  #goTo(index, finding) {
    const column = this.grid.columns.findIndex(({ key }) => key === finding.on.field);
    this.grid.go(index, Math.max(0, column));
    this.grid.element.focus();
  }

  #proposal(finding, proposal, number) {
    const said = proposal.changes.map(({ field, text }) => el(
      "span",
      { class: "change" },
      el("span", { class: "of-field" }, `${fieldName(field)}：`),
      el("strong", {}, text === "" ? "—" : text),
    ));
    const head = el("span", { class: "write" }, `${t("write")} `);
    if (!this.entry.canRepair) return el("p", { class: "proposal" }, head, said);
    if (proposal.complete && proposal.blanks === 0) {
      return el("p", { class: "proposal" }, head, said, button(t("take"), () =>
        this.page.apply([{ fingerprint: finding.fingerprint, proposal: number }]), {
        class: "take",
        "aria-label": `${t("take")} ${proposal.changes.map(({ text }) => text).join(" ")}`,
      }));
    }
    return this.#blanks(finding, proposal, number, head);
  }

  // A proposal with blanks: its text with a field to write in at each of them.
  #blanks(finding, proposal, number, head) {
    const inputs = [];
    const said = proposal.changes.map(({ field, text }) => {
      const pieces = text.split(BLANK);
      return el("span", { class: "change" },
        el("span", { class: "of-field" }, `${fieldName(field)}：`),
        pieces.map((piece, index) => {
          if (index === 0) return piece;
          const input = el("input", {
            type: "text",
            class: "blank",
            required: true,
            "aria-label": t("blank", { n: inputs.length + 1 }),
          });
          inputs.push(input);
          return [input, piece];
        }).flat());
    });
    return el(
      "form",
      {
        class: "proposal",
        onsubmit: (event) => {
          event.preventDefault();
          this.page.apply([{
            fingerprint: finding.fingerprint,
            proposal: number,
            fills: inputs.map((each) => each.value.trim()),
          }]);
        },
      },
      head,
      said,
      el("button", { type: "submit", class: "take" }, t("takeFilled")),
    );
  }

  #takeAll(findings) {
    this.page.apply(findings.map((each) => ({
      fingerprint: each.fingerprint,
      proposal: each.proposals.findIndex((one) => one.complete),
    })));
  }
}
