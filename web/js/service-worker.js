// Keeps the site's files, so that it opens without its server, and holds each of them to
// its policy: the worker that reads files gets connect-src 'none' whatever the server says.
const SETTINGS = {};
const KEPT = `perftargets-${SETTINGS.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(KEPT)
      .then((cache) => cache.addAll(["./", ...SETTINGS.files]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(
        names.filter((name) => name.startsWith("perftargets-") && name !== KEPT)
          .map((name) => caches.delete(name)),
      ))
      .then(() => self.clients.claim()),
  );
});

async function answered(request) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request, { ignoreSearch: true });
  return kept ? held(request, kept) : fetch(request);
}

function held(request, answer) {
  const headers = new Headers(answer.headers);
  const worker = new URL(request.url).pathname.endsWith("/worker.js");
  headers.set("Content-Security-Policy", worker ? SETTINGS.worker : SETTINGS.page);
  return new Response(answer.body, { status: answer.status, headers });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const own = new URL(request.url).origin === self.location.origin;
  if (own && request.method === "GET") event.respondWith(answered(request));
});
