// One open file with its history: each step is the file after one more repair.
import { language } from "./text.js";

export class Entry {
  constructor(engine, name, data) {
    this.engine = engine;
    this.name = name;
    this.steps = [{ data, opened: null, generation: -1, applied: [] }];
    this.at = 0;
    this.actuals = null; // another Entry: the file with the actuals
    this.prior = null; // another Entry: last year's file
    this.report = null;
    this.evaluation = null;
    this.changes = null;
  }

  get step() {
    return this.steps[this.at];
  }

  get document() {
    return this.step.opened?.document ?? null;
  }

  get form() {
    return this.step.opened?.form ?? null;
  }

  get canRepair() {
    return Boolean(this.step.opened?.repairs);
  }

  get indicators() {
    return (this.document?.projects ?? []).reduce(
      (sum, project) => sum + project.indicators.length,
      0,
    );
  }

  // Whether any row has a target: a list of actuals has none.
  get hasTargets() {
    return (this.document?.projects ?? []).some((project) =>
      project.indicators.some((each) => each.target));
  }

  get hasActuals() {
    return Boolean(this.actuals) || (this.document?.projects ?? []).some((project) =>
      project.indicators.some((each) => each.actual !== undefined && each.actual !== null));
  }

  // The handle of the file as it is now; opened again after the worker was ended.
  async handle(year = null) {
    const { step } = this;
    if (step.opened && step.generation === this.engine.generation) {
      return step.opened.handle;
    }
    const args = { name: this.name, language: language() };
    if (year) args.year = year;
    this.year = year;
    step.opened = await this.engine.call("open", args, { data: step.data });
    step.generation = this.engine.generation;
    return step.opened.handle;
  }

  // What lint and check take alike.
  async common(settings) {
    const args = { handle: await this.handle(settings.year), language: language() };
    if (settings.profile) args.profile = settings.profile;
    if (this.prior) args.prior = await this.prior.handle();
    return args;
  }

  async checking(settings) {
    const args = await this.common(settings);
    if (this.actuals) args.actuals = await this.actuals.handle();
    if (settings.asOf) args.as_of = settings.asOf;
    return args;
  }

  async lint(settings) {
    const answer = await this.engine.call("lint", await this.common(settings));
    this.report = answer.report;
    return this.report;
  }

  async check(settings) {
    const answer = await this.engine.call("check", await this.checking(settings));
    this.evaluation = answer.evaluation;
    return this.evaluation;
  }

  async diff(settings) {
    const args = { handle: await this.handle(settings.year), prior: await this.prior.handle() };
    this.changes = await this.engine.call("diff", args);
    return this.changes;
  }

  // Takes proposals; the file after it is a new step, and the ones behind are dropped.
  async apply(choices, settings) {
    const args = { handle: await this.handle(settings.year), choices, language: language() };
    const answer = await this.engine.call("apply", args);
    const { data, applied, left, losses, ...opened } = answer;
    if (applied.length === 0) {
      await this.engine.call("close", { handle: opened.handle });
      return { applied, left, losses };
    }
    for (const gone of this.steps.slice(this.at + 1)) await this.#forget(gone);
    this.steps = [
      ...this.steps.slice(0, this.at + 1),
      { data, opened, generation: this.engine.generation, applied, losses },
    ];
    this.at += 1;
    this.stale();
    return { applied, left, losses };
  }

  async undo() {
    if (this.at === 0) return;
    const gone = this.steps.splice(this.at);
    this.at -= 1;
    for (const each of gone) await this.#forget(each);
    this.stale();
  }

  // What was said of the file no longer holds.
  stale() {
    this.report = null;
    this.evaluation = null;
    this.changes = null;
  }

  get applied() {
    return this.steps.slice(0, this.at + 1).flatMap((each) => each.applied);
  }

  async close() {
    for (const each of this.steps) await this.#forget(each);
    await this.actuals?.close();
    await this.prior?.close();
  }

  async #forget(step) {
    if (step.opened && step.generation === this.engine.generation) {
      await this.engine.call("close", { handle: step.opened.handle }).catch(() => {});
    }
  }
}
