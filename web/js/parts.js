// The parts of the runtime: out of the page itself, or fetched from beside it.

const listed = JSON.parse(document.getElementById("parts").textContent);

export const contents = listed.contents;
export const inOneFile = !listed.addresses;

// Base64 to bytes, by the browser's own decoder where it has one.
function decoded(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const plain = atob(text);
  const bytes = new Uint8Array(plain.length);
  for (let at = 0; at < plain.length; at += 1) bytes[at] = plain.charCodeAt(at);
  return bytes;
}

async function compressed(key) {
  if (inOneFile) {
    const element = document.getElementById(`part-${key}`);
    const bytes = decoded(element.textContent);
    return new Blob([bytes]).stream();
  }
  const answer = await fetch(listed.addresses[key]);
  if (!answer.ok) throw new Error(`${listed.addresses[key]}: ${answer.status}`);
  return answer.body;
}

async function plain(key, type) {
  const stream = (await compressed(key)).pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": type } });
}

// What reads PDF: asked for when the first such file comes.
export async function pdfPart() {
  return (await plain("pdf", "application/octet-stream")).arrayBuffer();
}

let kept = null;

// All parts, made once: a worker that is started anew is handed the same ones.
export function parts() {
  kept ??= Promise.all([
    plain("wasm", "application/wasm").then((each) => WebAssembly.compileStreaming(each)),
    plain("stdlib", "application/zip").then((each) => each.arrayBuffer()),
    plain("library", "application/octet-stream").then((each) => each.arrayBuffer()),
    inOneFile ? plain("worker", "text/javascript").then((each) => each.text()) : null,
  ]).then(([wasm, stdlib, library, script]) => ({
    wasm,
    stdlib,
    library,
    lock: listed.lock,
    // A page of file:// may start a module as a worker from data:, not from blob:.
    address: script
      ? `data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`
      : "worker.js",
  }));
  kept.catch(() => { kept = null; });
  return kept;
}
