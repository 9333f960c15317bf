// Keeps the page of a round and its files for when there is no network. What is inspected is not its business: nothing that is sent or
// fetched for a round passes through its cache.
const cache = "round-app-1";
const patience = 4000; // ms: on a slow network what is kept is shown first

const kept = (request) => {
  const { origin, pathname } = new URL(request.url);
  return request.method === "GET" && origin === location.origin
    && (pathname === "/staff/rounds/app" || pathname.startsWith("/lib/") || pathname === "/icon.svg"
      || pathname === "/staff/rounds/app.webmanifest");
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function answer(request) {
  const store = await caches.open(cache);
  const found = await store.match(request);
  const fresh = fetch(request).then((response) => {
    // The page of signing in is no page of the round.
    if (response.ok && !response.redirected) store.put(request, response.clone());
    return response;
  });
  if (!found) return fresh;
  const late = new Promise((done) => setTimeout(() => done(found), patience));
  return Promise.race([fresh.then((response) => (response.ok ? response : found), () => found), late]);
}

self.addEventListener("fetch", (event) => {
  if (kept(event.request)) event.respondWith(answer(event.request));
});
