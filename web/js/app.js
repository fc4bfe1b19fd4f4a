// The page: what is open, what is shown of it, and what a click does.
import { ChangesView } from "./changes.js";
import { button, el, fill, freshId, save } from "./dom.js";
import { Engine } from "./engine.js";
import { Entry } from "./entry.js";
import { EvaluationView } from "./evaluation.js";
import { FindingsView } from "./findings.js";
import { contents, inOneFile } from "./parts.js";
import { phraseBox } from "./phrase.js";
import { made, TakeView } from "./take.js";
import { both, language, setLanguage, t } from "./text.js";

const MOST = 16 * 1024 * 1024;
const TABS = ["findings", "evaluation", "changes", "take"];
const SUFFIXES = ".xlsx,.xlsm,.xls,.xlsb,.ods,.docx,.pdf,.csv,.tsv,.html,.htm,.txt,.yaml,.yml,.json,.toml";

class Page {
  constructor() {
    this.engine = new Engine();
    this.engine.onstep = (step) => this.#step(step);
    this.engine.onprogress = (told) => this.#progress(told);
    this.settings = { profile: "", year: null, asOf: null };
    this.entries = [];
    this.current = null;
    this.tab = "findings";
    this.rules = new Map();
    this.started = performance.now();
    this.state = "parts";
  }

  begin() {
    this.#build();
    this.engine.start().then(
      () => this.#ready(),
      (error) => this.#failed(error),
    );
  }

  async #ready() {
    const { rules } = await this.engine.call("rules");
    for (const each of rules) this.rules.set(each.code, each);
    this.#build();
    this.phrase.read();
    document.documentElement.dataset.ready = String(Math.round(performance.now() - this.started));
    if (this.current) this.#show();
    else this.#warm().catch(() => {});
  }

  // Reads an empty form while a file is being chosen: the reader of workbooks, the grammar
  // and the rules are loaded then, and the first file need not wait for them.
  async #warm() {
    const { name, data } = await this.engine.call("new", { form: "application" });
    const { handle } = await this.engine.call("open", { name }, { data });
    await this.engine.call("lint", { handle });
    await this.engine.call("close", { handle });
    document.documentElement.dataset.warm = "true";
  }

  ruleTitle(code) {
    const rule = this.rules.get(code);
    if (!rule) return "";
    return language() === "zh" ? rule.title : rule.name.replaceAll("-", " ");
  }

  // The frame of the page; made anew when the language changes.
  #build() {
    document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
    document.title = t("title");
    this.status = el("p", { class: "status", role: "status", "aria-live": "polite" });
    this.bar = el("progress", { max: 100, "aria-label": t("starting") });
    this.cancelButton = button(t("cancel"), () => this.cancel(), { class: "cancel" });
    this.work = el("div", { class: "work", hidden: true }, this.bar, this.cancelButton);
    this.messages = el("div", { class: "messages", role: "alert" });
    this.views = {
      findings: new FindingsView(this),
      evaluation: new EvaluationView(this),
      changes: new ChangesView(this),
      take: new TakeView(this),
    };
    this.phrase = phraseBox(this.engine);
    this.results = el("section", { class: "results", hidden: true, "aria-label": t("tabs") });
    this.fileBar = el("div", { class: "file-bar", hidden: true });
    fill(
      document.getElementById("page"),
      el("a", { class: "skip", href: "#main" }, t("skip")),
      this.#header(),
      el("main", { id: "main", tabindex: "-1" },
        this.#dropZone(),
        el("div", { class: "state" }, this.status, this.work, this.messages),
        this.fileBar,
        this.results,
        el("details", { class: "phrase-frame", open: !this.current },
          el("summary", {}, t("phrase")), this.phrase.element)),
      this.#footer(),
    );
    this.#status();
  }

  #header() {
    return el("header", { class: "top" },
      el("h1", {}, t("title")),
      el("p", { class: "lock", title: t("localWhy") },
        t("local")),
      button(t("language"), () => this.#language(), {
        class: "quiet language",
        lang: language() === "zh" ? "en" : "zh-CN",
        "aria-label": t("languageLabel"),
      }));
  }

  #footer() {
    return el("footer", {},
      el("p", {}, t("localWhy")),
      el("details", {},
        el("summary", {}, t("about")),
        el("p", {}, t("aboutText")),
        el("ul", {}, contents.map((each) =>
          el("li", {}, `${each.name} ${each.version}（${each.licence}）`))),
        this.engine.versions ? el("p", {},
          `perftargets ${this.engine.versions.tool.version}`) : null));
  }

  #dropZone() {
    const input = el("input", {
      type: "file",
      multiple: true,
      accept: SUFFIXES,
      class: "hidden-input",
      id: "file-input",
      tabindex: "-1",
      "aria-label": t("choose"),
      onchange: (event) => {
        this.#files([...event.target.files]);
        event.target.value = "";
      },
    });
    const zone = el(
      "section",
      {
        class: this.current ? "drop small" : "drop",
        "aria-label": t("drop"),
        ondragover: (event) => {
          event.preventDefault();
          zone.classList.add("over");
        },
        ondragleave: () => zone.classList.remove("over"),
        ondrop: (event) => {
          event.preventDefault();
          zone.classList.remove("over");
          this.#files([...event.dataTransfer.files]);
        },
      },
      el("p", { class: "lead" }, t("lead")),
      el("p", { class: "drop-here" }, t("drop")),
      el("p", { class: "buttons" },
        button(t("choose"), () => input.click(), { class: "main", id: "choose" }),
        button(t("demo"), () => this.#demo(), { id: "demo" })),
      input,
      el("p", { class: "hint" }, t("dropMore")),
      this.#choices(),
    );
    return zone;
  }

  #choices() {
    const profileId = freshId("profile");
    const yearId = freshId("year");
    const profiles = this.engine.versions?.profiles ?? [];
    return el("details", { class: "choices" },
      el("summary", {}, t("settings")),
      el("div", { class: "filters" },
        el("label", { for: profileId }, t("profile")),
        el("select", {
          id: profileId,
          onchange: (event) => {
            this.settings.profile = event.target.value;
            this.#settled();
          },
        },
        el("option", { value: "" }, t("profileAuto")),
        profiles.map((each) => el(
          "option",
          { value: each.name, selected: each.name === this.settings.profile },
          `${each.name} ${each.title}`,
        ))),
        el("label", { for: yearId }, t("year")),
        el("input", {
          id: yearId,
          type: "number",
          min: "2000",
          max: "2100",
          step: "1",
          value: this.settings.year ? String(this.settings.year) : "",
          "aria-describedby": `${yearId}-hint`,
          onchange: (event) => {
            const year = Number(event.target.value);
            this.settings.year = year >= 2000 && year <= 2100 ? year : null;
            this.#settled();
          },
        }),
        el("span", { class: "hint", id: `${yearId}-hint` }, t("yearHint")),
        button(t("newApplication"), () => this.#empty("application"), { "data-new": "application" }),
        button(t("newSelf"), () => this.#empty("self-evaluation"), { "data-new": "self-evaluation" })));
  }

  #language() {
    setLanguage(language() === "zh" ? "en" : "zh");
    const { tab } = this;
    for (const each of this.entries) each.stale();
    this.#build();
    this.tab = tab;
    this.phrase.read();
    document.querySelector(".language").focus();
    if (this.current) this.#show();
  }

  async #settled() {
    for (const each of this.entries) {
      each.stale();
      if (each.year !== this.settings.year) for (const step of each.steps) step.generation = -1;
    }
    if (this.current) await this.#show();
  }

  async setAsOf(day) {
    this.settings.asOf = day;
    for (const each of this.entries) each.evaluation = null;
    await this.#show();
  }

  // What goes on, in words and as a bar.
  #step(step) {
    this.state = step;
    this.#status();
  }

  #status(text = null) {
    const ready = this.state === "ready";
    if (text === null) {
      text = ready ? t("step.ready") : `${t("starting")}：${t(`step.${this.state}`)}…`;
    }
    this.status.textContent = text;
    if (!ready) {
      const steps = ["parts", "interpreter", "library", "ready"];
      this.bar.value = 100 * (steps.indexOf(this.state) / (steps.length - 1));
      this.work.hidden = false;
      this.cancelButton.hidden = true;
    } else if (!this.busy) {
      this.work.hidden = true;
    }
  }

  #progress({ done, total }) {
    if (total > 0) this.bar.value = (100 * done) / total;
    else this.bar.removeAttribute("value");
  }

  // Does one thing after another, with the bar and its end.
  async #doing(key, values, act) {
    this.busy = true;
    document.documentElement.dataset.busy = key;
    const what = t(key, values);
    this.#status(t("busy", { what }));
    this.bar.removeAttribute("value");
    this.bar.setAttribute("aria-label", what);
    this.work.hidden = false;
    this.cancelButton.hidden = false;
    try {
      return await act();
    } finally {
      this.busy = false;
      delete document.documentElement.dataset.busy;
      this.work.hidden = true;
      this.#status("");
    }
  }

  async cancel() {
    this.state = "parts";
    await this.engine.cancel().catch((error) => this.#failed(error));
  }

  tell(...texts) {
    fill(this.messages, texts.filter(Boolean).map((each) => el("p", {}, each)));
  }

  #failed(error) {
    this.work.hidden = true;
    const said = error.both ? both(error.both) : String(error.message ?? error);
    this.tell(said);
    if (!this.engine.sealed) {
      this.status.textContent = said;
      document.documentElement.dataset.failed = error.code ?? "error";
    }
  }

  // Files come in.
  async #files(files) {
    for (const file of files) {
      if (file.size > MOST) {
        this.tell(t("tooLarge", { name: file.name }));
        continue;
      }
      await this.#add(file.name, new Uint8Array(await file.arrayBuffer()));
    }
  }

  async #demo() {
    try {
      const { files } = await this.engine.call("demo");
      const [table, actuals] = ["table", "actuals"].map((role) =>
        files.find((each) => each.role === role));
      await this.#add(table.name, table.data);
      await this.#beside("actuals", actuals.name, actuals.data, "findings");
    } catch (error) {
      this.#failed(error);
    }
  }

  async #add(name, data) {
    const entry = new Entry(this.engine, name, data);
    try {
      await this.#doing("do.open", { name }, () => entry.handle(this.settings.year));
    } catch (error) {
      this.#failed(error);
      return;
    }
    // A file of actuals alone belongs to the table that is open.
    if (this.current && !entry.hasTargets && await this.#actualsOf(entry)) return;
    this.entries.push(entry);
    this.current = entry;
    this.tab = "findings";
    this.tell(t("opened", { name }));
    await this.#show();
  }

  async #actualsOf(entry) {
    const { current } = this;
    const before = current.actuals;
    current.actuals = entry;
    try {
      await this.#doing("do.check", {}, () => current.check(this.settings));
    } catch {
      current.actuals = before;
      return false;
    }
    this.tab = "evaluation";
    await this.#show();
    this.tell(t("opened", { name: entry.name }));
    return true;
  }

  async #chosen(which, file) {
    if (file.size > MOST) {
      this.tell(t("tooLarge", { name: file.name }));
      return;
    }
    const data = new Uint8Array(await file.arrayBuffer());
    await this.#beside(which, file.name, data, which === "actuals" ? "evaluation" : "changes");
  }

  async #beside(which, name, data, tab) {
    const { current } = this;
    const entry = new Entry(this.engine, name, data);
    const before = current[which];
    try {
      await this.#doing("do.open", { name }, () => entry.handle());
      current[which] = entry;
      current.stale();
      this.tab = tab;
      if (which === "actuals") await current.check(this.settings);
    } catch (error) {
      current[which] = before;
      this.#failed(error);
      return;
    }
    await this.#show();
  }

  async #show() {
    const entry = this.current;
    try {
      if (!entry.report) {
        await entry.handle(this.settings.year);
        await this.#doing("do.lint", {}, () => entry.lint(this.settings));
      }
      if (this.tab === "evaluation" && !entry.evaluation) {
        await this.#doing("do.check", {}, () => entry.check(this.settings));
      }
      if (this.tab === "changes" && entry.prior && !entry.changes) {
        await this.#doing("do.diff", {}, () => entry.diff(this.settings));
      }
    } catch (error) {
      this.#failed(error);
      return;
    }
    if (entry !== this.current) return;
    this.#fileBar();
    this.#results();
    document.querySelector(".drop")?.classList.add("small");
    const phrase = document.querySelector(".phrase-frame");
    if (phrase && !this.shownOnce) phrase.open = false;
    this.shownOnce = true;
  }

  #fileBar() {
    const entry = this.current;
    const { summary } = entry.report;
    const pick = freshId("file");
    this.fileBar.hidden = false;
    fill(
      this.fileBar,
      el("div", { class: "filters" },
        el("label", { for: pick }, t("files")),
        el("select", {
          id: pick,
          onchange: (event) => {
            this.current = this.entries[Number(event.target.value)];
            this.#show();
          },
        }, this.entries.map((each, index) => el(
          "option",
          { value: String(index), selected: each === entry },
          each.name,
        ))),
        button(t("close"), () => this.#close(), { class: "quiet" }),
        this.#slot("actuals"),
        this.#slot("prior")),
      el("p", { class: "summary" }, t("summary", summary),
        summary.suppressed ? `；${t("suppressed", { n: summary.suppressed })}` : null),
    );
  }

  // A place for a second file: the actuals, or last year's.
  #slot(which) {
    const held = this.current[which];
    const input = el("input", {
      type: "file",
      accept: SUFFIXES,
      class: "hidden-input",
      id: `${which}-input`,
      tabindex: "-1",
      "aria-label": t(which),
      onchange: (event) => {
        if (event.target.files[0]) this.#chosen(which, event.target.files[0]);
        event.target.value = "";
      },
    });
    return el("span", { class: "slot" },
      button(held ? `${t(which)}：${held.name}` : t(which), () => input.click(), {
        class: held ? "held" : null,
      }),
      input,
      held ? button(t("remove"), () => this.#without(which), {
        class: "quiet",
        "aria-label": `${t("remove")} ${held.name}`,
      }) : null);
  }

  async #without(which) {
    await this.current[which].close();
    this.current[which] = null;
    this.current.stale();
    await this.#show();
  }

  async #close() {
    const gone = this.current;
    this.entries = this.entries.filter((each) => each !== gone);
    await gone.close();
    this.current = this.entries.at(-1) ?? null;
    this.tell();
    if (this.current) {
      await this.#show();
    } else {
      this.fileBar.hidden = true;
      this.results.hidden = true;
      document.querySelector(".drop").classList.remove("small");
      document.getElementById("choose").focus();
    }
  }

  #results() {
    this.results.hidden = false;
    const list = el("div", { role: "tablist", "aria-label": t("tabs"), class: "tabs" },
      TABS.map((tab) => el("button", {
        type: "button",
        role: "tab",
        id: `tab-${tab}`,
        "aria-controls": "panel",
        "aria-selected": tab === this.tab ? "true" : "false",
        tabindex: tab === this.tab ? "0" : "-1",
        onclick: () => this.#choose(tab),
        onkeydown: (event) => this.#tabKey(event, tab),
      }, t(`tab.${tab}`))));
    const view = this.views[this.tab];
    fill(
      this.results,
      list,
      el("div", {
        role: "tabpanel", id: "panel", "aria-labelledby": `tab-${this.tab}`,
      },
      this.current.indicators === 0 && this.tab === "findings"
        ? el("p", { class: "hint" }, t("readNothing")) : null,
      view.element),
    );
    view.show(this.current);
  }

  async #choose(tab) {
    this.tab = tab;
    await this.#show();
    document.getElementById(`tab-${tab}`)?.focus();
  }

  #tabKey(event, tab) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (TABS.indexOf(tab) + step + TABS.length) % TABS.length;
    this.#choose(TABS[at]);
  }

  async apply(choices) {
    const entry = this.current;
    try {
      const done = await this.#doing("do.apply", {}, () => entry.apply(choices, this.settings));
      const reasons = [...new Set(done.left.map((each) => each.message))].join("；");
      await this.#show();
      this.tell(
        t("applied", { n: done.applied.length }),
        done.left.length ? t("left", { n: done.left.length, why: reasons }) : null,
        done.losses.length ? t("losses", { what: done.losses.map(both).join("；") }) : null,
      );
    } catch (error) {
      this.#failed(error);
    }
  }

  async undo() {
    await this.current.undo();
    await this.#show();
    this.tell(t("undone"));
  }

  async take(kind) {
    const entry = this.current;
    try {
      const file = await this.#doing("do.make", {}, () => made(entry, kind, this.settings));
      save(file.name, file.data, file.media);
      const notes = [...(file.losses ?? []).map(both),
        ...(file.findings ?? []).map((each) => each.message)];
      this.tell(t("saved", { name: file.name }), ...notes.slice(0, 20));
    } catch (error) {
      this.#failed(error);
    }
  }

  async #empty(form) {
    try {
      const args = this.settings.year ? { form, year: this.settings.year } : { form };
      const file = await this.#doing("do.make", {}, () => this.engine.call("new", args));
      save(file.name, file.data, file.media);
      this.tell(t("saved", { name: file.name }));
    } catch (error) {
      this.#failed(error);
    }
  }

  async explain(code) {
    let page;
    try {
      page = await this.engine.call("explain", { code });
    } catch (error) {
      this.#failed(error);
      return;
    }
    const id = freshId("rule-title");
    const dialog = el(
      "dialog",
      { class: "rule", "aria-labelledby": id, onclose: () => dialog.remove() },
      el("h2", { id }, `${page.code} ${this.ruleTitle(page.code)}`),
      el("p", {}, both(page.summary)),
      page.clause ? el("p", { class: "where" }, `${t("clause")}：${page.clause}`) : null,
      el("h3", {}, t("why")),
      both(page.why).split(/\n{2,}/).map((each) => el("p", {}, each)),
      page.examples.length ? el("h3", {}, t("examples")) : null,
      page.examples.map((each) => el("pre", { tabindex: "0" },
        each.text.split("\n").map((line, index) => el(
          "span",
          { class: each.flagged.includes(index + 1) ? "flagged" : null },
          `${line}\n`,
        )))),
      button(t("ok"), () => dialog.close(), { class: "main" }),
    );
    document.body.append(dialog);
    dialog.showModal();
  }
}

const page = new Page();
page.begin();
document.documentElement.dataset.form = inOneFile ? "file" : "site";
if (!inOneFile && "serviceWorker" in navigator) {
  navigator.serviceWorker.register("service-worker.js").catch(() => {});
}
