// The worker: Python in the browser, and nothing of a network.
//
// It is handed all that it needs by the page. Its policy is connect-src 'none', which it
// tries out by itself before it reads a file: see `sealed`.
import createPyodideModule from "./pyodide.asm.mjs";
import { loadPyodide } from "./pyodide.mjs";

const HOME = "https://parts.invalid/"; // never asked: `fetch` below answers from memory
const PROGRESS_MS = 80;

let bridge = null;
let pyodide = null;
let sitePackages = null;

// A policy of connect-src 'none' refuses data: addresses too, for which no network is
// needed: the one request that shows the policy in force without making one.
async function sealed() {
  try {
    await fetch("data:text/plain,open");
    return false;
  } catch {
    return true;
  }
}

function unpack(FS, folder, pack) {
  const bytes = new Uint8Array(pack);
  const length = new DataView(pack).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const made = new Set();
  let at = 4 + length;
  for (const [path, size] of header) {
    const file = `${folder}/${path}`;
    const parent = file.slice(0, file.lastIndexOf("/"));
    if (!made.has(parent)) {
      FS.mkdirTree(parent);
      made.add(parent);
    }
    FS.writeFile(file, bytes.subarray(at, at + size), { canOwn: true });
    at += size;
  }
}

async function boot({ wasm, stdlib, library, lock }) {
  if (!(await sealed())) {
    return { kind: "open" };
  }
  const outside = self.fetch;
  const streaming = WebAssembly.instantiateStreaming;
  self.fetch = async (address) => {
    const name = String(address).slice(HOME.length);
    if (name === "python_stdlib.zip") return new Response(stdlib);
    return new Response(new Uint8Array());
  };
  // The page has compiled the module; the worker makes an instance of it.
  WebAssembly.instantiateStreaming = async (_, imports) => ({
    module: wasm,
    instance: await WebAssembly.instantiate(wasm, imports),
  });
  try {
    pyodide = await loadPyodide({
      indexURL: HOME,
      createPyodideModule,
      lockFileContents: lock,
      packageBaseUrl: HOME,
      stdout: () => {},
      stderr: (line) => console.warn(line),
      env: { HOME: "/tmp", PYTHONDONTWRITEBYTECODE: "1" },
      fsInit: async (FS, given) => {
        sitePackages = given.sitePackages;
        unpack(FS, sitePackages, library);
      },
    });
  } finally {
    self.fetch = outside;
    WebAssembly.instantiateStreaming = streaming;
  }
  post({ kind: "step", step: "library" });
  let last = 0;
  const tell = (stage, done, total) => {
    const now = performance.now();
    if (done !== 0 && done !== total && now - last < PROGRESS_MS) return;
    last = now;
    post({ kind: "progress", stage, done, total });
  };
  bridge = pyodide.pyimport("page_bridge").Bridge(tell);
  return { kind: "ready", versions: answer("versions", "{}", {}).value };
}

function answer(name, args, parts) {
  const found = bridge.call(name, args, parts);
  const text = found.get(0);
  const list = found.get(1);
  const bytes = list.toJs().map((each) => each.slice());
  list.destroy();
  found.destroy();
  return { value: JSON.parse(text), bytes };
}

function post(message, transfer = []) {
  self.postMessage(message, transfer);
}

self.onmessage = async ({ data }) => {
  if (data.kind === "add") {
    unpack(pyodide.FS, sitePackages, data.pack);
    pyodide.pyimport("importlib").invalidate_caches();
    return;
  }
  if (data.kind === "boot") {
    try {
      post(await boot(data));
    } catch (error) {
      post({ kind: "failed", message: String(error?.message ?? error) });
    }
    return;
  }
  try {
    const { value, bytes } = answer(data.name, data.args, data.parts);
    post({ kind: "answer", id: data.id, value, bytes }, bytes.map((each) => each.buffer));
  } catch (error) {
    // Python ended, for want of memory as a rule: this worker is of no more use.
    post({ kind: "dead", id: data.id, message: String(error?.message ?? error) });
  }
};
post({ kind: "hello" });
