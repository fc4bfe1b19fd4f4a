// Python in a worker: one call at a time, progress, an end that can be forced.
import { parts, pdfPart } from "./parts.js";

const READY_MS = 90000; // without 'wasm-unsafe-eval' starting hangs and never rejects

export class CallFailed extends Error {
  constructor(error) {
    super(error.message.zh);
    this.code = error.code;
    this.both = error.message;
  }
}

function failed(code, zh, en) {
  return new CallFailed({ code, message: { zh, en } });
}

export class Engine {
  constructor() {
    this.onprogress = () => {};
    this.onstep = () => {};
    this.generation = 0; // tells whether a handle is of the worker that runs now
    this.sealed = false;
    this.queue = Promise.resolve();
    this.waiting = null;
    this.worker = null;
    this.starting = null;
  }

  start() {
    this.starting ??= this.#start();
    this.starting.catch(() => { this.starting = null; });
    return this.starting;
  }

  async #start() {
    this.onstep("parts");
    const given = await parts();
    this.onstep("interpreter");
    const worker = new Worker(given.address, { type: "module" });
    this.worker = worker;
    this.generation += 1;
    this.readsPdf = false;
    const first = await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(failed(
        "start",
        "程序没有启动：浏览器不允许运行 WebAssembly，或机器内存不足",
        "did not start: the browser does not allow WebAssembly, or memory is short",
      )), READY_MS);
      worker.onerror = (event) => {
        clearTimeout(late);
        reject(failed("start", `程序没有启动：${event.message ?? ""}`,
          `did not start: ${event.message ?? ""}`));
      };
      worker.onmessage = ({ data }) => {
        if (data.kind === "hello") {
          const { wasm, stdlib, library, lock } = given;
          worker.postMessage({ kind: "boot", wasm, stdlib, library, lock });
        } else if (data.kind === "step") {
          this.onstep(data.step);
        } else {
          clearTimeout(late);
          resolve(data);
        }
      };
    });
    if (first.kind === "open") {
      worker.terminate();
      throw failed("unsealed",
        "本网站没有以 connect-src 'none' 提供 worker.js，不能保证文件不外传，因此不打开文件",
        "this site serves worker.js without connect-src 'none', so that it cannot be "
        + "held that no file leaves; no file is opened");
    }
    if (first.kind !== "ready") {
      worker.terminate();
      throw failed("start", `程序没有启动：${first.message}`,
        `did not start: ${first.message}`);
    }
    this.sealed = true;
    worker.onmessage = ({ data }) => this.#answered(data);
    worker.onerror = (event) => this.#ended(event.message ?? "");
    this.versions = first.versions.result;
    this.onstep("ready");
    return this.versions;
  }

  // Answers one call after the other; bytes go beside the arguments, by name.
  call(name, args = {}, bytes = {}) {
    const next = this.queue.then(() => this.#call(name, args, bytes));
    this.queue = next.catch(() => {});
    return next;
  }

  async #call(name, args, bytes) {
    await this.start();
    if (bytes.data && !this.readsPdf && isPdf(bytes.data)) {
      const pack = await pdfPart();
      this.worker.postMessage({ kind: "add", pack }, [pack]);
      this.readsPdf = true;
    }
    const id = {};
    const answer = new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
    this.worker.postMessage({ kind: "call", name, args: JSON.stringify(args), parts: bytes });
    const { value, bytes: found } = await answer;
    if (!value.ok) throw new CallFailed(value.error);
    return withBytes(value.result, found);
  }

  #answered(data) {
    if (data.kind === "progress") {
      this.onprogress(data);
      return;
    }
    const { resolve } = this.waiting ?? {};
    if (data.kind === "answer" && resolve) {
      this.waiting = null;
      resolve(data);
    } else if (data.kind === "dead") {
      this.#ended(data.message);
    }
  }

  #ended(message) {
    const waiting = this.waiting;
    this.#stop();
    waiting?.reject(failed("dead",
      `处理中断（可能是内存不足），程序已重新启动：${message}`,
      `ended, memory may be short; started anew: ${message}`));
  }

  #stop() {
    this.worker?.terminate();
    this.worker = null;
    this.starting = null;
    this.waiting = null;
  }

  // Ends what runs by ending the worker. What was open is gone with it.
  cancel() {
    const waiting = this.waiting;
    this.#stop();
    waiting?.reject(failed("cancelled", "已取消", "cancelled"));
    return this.start();
  }
}

function withBytes(value, found) {
  if (Array.isArray(value)) return value.map((each) => withBytes(each, found));
  if (value && typeof value === "object") {
    if ("$bytes" in value) return found[value.$bytes];
    const made = {};
    for (const [key, each] of Object.entries(value)) made[key] = withBytes(each, found);
    return made;
  }
  return value;
}

// Readers take a file for a PDF by its first bytes; some have a line before them.
function isPdf(bytes) {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  return head.includes("%PDF");
}
