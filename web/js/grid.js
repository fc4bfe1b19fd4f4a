// A table of which only the rows in sight are made: 5,000 rows cost as much as thirty.
import { el, fill } from "./dom.js";

const HEIGHT = 58; // of a row, in pixels; style.css holds the same figure
const SPARE = 6;

export class Grid {
  // columns: [{key, title, width}]; cell(row, column) gives {text, note, mark, more}; `more` is for a screen reader.
  constructor({ label, onchoose }) {
    this.columns = [];
    this.rows = [];
    this.active = [0, 0];
    this.onchoose = onchoose;
    this.head = el("div", { role: "row", class: "grid-head", "aria-rowindex": "1" });
    this.body = el("div", { class: "grid-rows", role: "presentation" });
    this.space = el("div", { class: "grid-space", role: "presentation" }, this.body);
    this.element = el(
      "div",
      {
        class: "grid",
        role: "grid",
        tabindex: "0",
        "aria-label": label,
        onscroll: () => this.#scrolled(),
        onkeydown: (event) => this.#key(event),
      },
      this.head,
      this.space,
    );
    this.drawn = null;
    new ResizeObserver(() => this.draw(true)).observe(this.element);
  }

  show({ columns, rows, cell, label }) {
    this.columns = columns;
    this.rows = rows;
    this.cell = cell;
    if (label) this.element.setAttribute("aria-label", label);
    this.element.setAttribute("aria-rowcount", String(rows.length + 1));
    this.element.setAttribute("aria-colcount", String(columns.length));
    const widths = columns.map(({ width }) => width).join(" ");
    this.element.style.setProperty("--columns", widths);
    fill(this.head, columns.map(({ title }) => el("div", { role: "columnheader" }, title)));
    this.space.style.height = `${rows.length * HEIGHT}px`;
    this.active = [
      Math.min(this.active[0], Math.max(0, rows.length - 1)),
      Math.min(this.active[1], Math.max(0, columns.length - 1)),
    ];
    this.draw(true);
  }

  // Brings a row into sight and makes it the active one.
  go(row, column = this.active[1]) {
    if (row < 0 || row >= this.rows.length) return;
    this.active = [row, Math.max(0, column)];
    const top = row * HEIGHT;
    const sight = this.element.clientHeight - this.head.offsetHeight;
    if (top < this.element.scrollTop || top + HEIGHT > this.element.scrollTop + sight) {
      this.element.scrollTop = Math.max(0, top - sight / 3);
    }
    this.draw(true);
    const active = this.element.querySelector("[data-active]");
    active?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #scrolled() {
    this.draw(false);
  }

  draw(anew) {
    const first = Math.max(0, Math.floor(this.element.scrollTop / HEIGHT) - SPARE);
    const count = Math.ceil(this.element.clientHeight / HEIGHT) + 2 * SPARE;
    const last = Math.min(this.rows.length, first + count);
    if (!anew && this.drawn && first === this.drawn[0] && last === this.drawn[1]) return;
    this.drawn = [first, last];
    this.body.style.transform = `translateY(${first * HEIGHT}px)`;
    const made = [];
    for (let at = first; at < last; at += 1) made.push(this.#row(at));
    fill(this.body, made);
  }

  #row(at) {
    const row = this.rows[at];
    const chosen = at === this.active[0];
    const cells = row.wide
      ? [this.#cell(at, 0, row.wide, this.columns.length)]
      : this.columns.map((column, index) => this.#cell(at, index, this.cell(row, column), 1));
    return el(
      "div",
      {
        role: "row",
        class: `grid-row${row.wide ? " wide" : ""}${chosen ? " chosen" : ""}`,
        "aria-rowindex": String(at + 2),
        "aria-selected": chosen ? "true" : "false",
        onclick: (event) => this.#clicked(event, at),
      },
      cells,
    );
  }

  #cell(at, index, said, span) {
    const active = at === this.active[0] && (index === this.active[1] || span > 1);
    const id = active ? this.#id() : null;
    if (active) this.element.setAttribute("aria-activedescendant", id);
    return el(
      "div",
      {
        role: "gridcell",
        id,
        class: `cell${said.mark ? ` has-${said.mark}` : ""}${said.kind ? ` ${said.kind}` : ""}`,
        "data-column": String(index),
        "data-active": active || null,
        "aria-colindex": String(index + 1),
        "aria-colspan": span > 1 ? String(span) : null,
        title: said.text,
      },
      el("span", { class: "cell-text" }, said.text),
      said.note ? el("span", { class: "cell-note" }, said.note) : null,
      said.more ? el("span", { class: "unseen" }, said.more) : null,
    );
  }

  #id() {
    this.name ??= `grid-${Math.random().toString(36).slice(2)}`;
    return `${this.name}-active`;
  }

  #clicked(event, at) {
    const cell = event.target.closest("[data-column]");
    this.active = [at, cell ? Number(cell.dataset.column) : 0];
    this.draw(true);
    this.onchoose(this.rows[at]);
  }

  #key(event) {
    const [row, column] = this.active;
    const page = Math.max(1, Math.floor(this.element.clientHeight / HEIGHT) - 1);
    const moves = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      PageDown: [row + page, column],
      PageUp: [row - page, column],
      Home: event.ctrlKey ? [0, 0] : [row, 0],
      End: event.ctrlKey
        ? [this.rows.length - 1, column]
        : [row, this.columns.length - 1],
    };
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (this.rows[row]) this.onchoose(this.rows[row], true);
      return;
    }
    const to = moves[event.key];
    if (!to) return;
    event.preventDefault();
    this.go(
      Math.min(Math.max(0, to[0]), this.rows.length - 1),
      Math.min(Math.max(0, to[1]), this.columns.length - 1),
    );
  }
}
