// What a round holds on this device: places and their checklists, drafts, what waits to be sent, and photos. Everything that belongs
// together is written in one transaction, so that a phone that dies leaves either all of it or nothing.
const stores = {
  round: { keyPath: "id" }, // one row: who took it along, when, checklists, levels
  places: { keyPath: "id" },
  drafts: { keyPath: "premises" },
  waiting: { keyPath: "key" },
  photos: { keyPath: "id" },
};

const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

const ended = (transaction) => new Promise((done, failed) => {
  transaction.oncomplete = () => done();
  // Every error ends in an abort, and only then is it said which error it was.
  transaction.onabort = () => failed(transaction.error);
});

export async function open() {
  const request = indexedDB.open("rounds", 1);
  request.onupgradeneeded = () => {
    for (const [name, options] of Object.entries(stores)) request.result.createObjectStore(name, options);
  };
  const db = await asked(request);
  // On disk, and not only on its way there, before a person is told that it is saved.
  const write = async (names, act) => {
    const transaction = db.transaction(names, "readwrite", { durability: "strict" });
    const done = ended(transaction);
    act(...names.map((name) => transaction.objectStore(name)));
    await done;
  };
  const read = (name) => db.transaction(name).objectStore(name);
  const photosOf = (inspection) => inspection.items.flatMap((item) => item.photos);

  return {
    round: async () => (await asked(read("round").getAll()))[0] ?? null,
    // In the order in which they were chosen.
    places: async () => (await asked(read("places").getAll())).sort((a, b) => a.order - b.order),
    draft: (premises) => asked(read("drafts").get(premises)),
    drafts: () => asked(read("drafts").getAll()),

    // A round that is taken along adds its places; nothing that was written goes.
    take: (round, places) => write(["round", "places"], (rounds, all) => {
      rounds.clear();
      rounds.put({ id: "round", ...round });
      places.forEach((place, order) => all.put({ ...place, order }));
    }),
    keepDraft: (draft) => write(["drafts"], (drafts) => drafts.put(draft)),
    addPhoto: (draft, photo) => write(["drafts", "photos"], (drafts, photos) => {
      photos.put(photo);
      drafts.put(draft);
    }),
    dropPhoto: (draft, id) => write(["drafts", "photos"], (drafts, photos) => {
      photos.delete(id);
      drafts.put(draft);
    }),
    dropDraft: (draft) => write(["drafts", "photos"], (drafts, photos) => {
      for (const id of photosOf(draft)) photos.delete(id);
      drafts.delete(draft.premises);
    }),
    // Photos of items that passed after all are of nothing.
    finish: (inspection, draft) => write(["drafts", "waiting", "photos"], (drafts, waiting, photos) => {
      const named = new Set(inspection.photos.map((photo) => photo.id));
      for (const id of photosOf(draft)) if (!named.has(id)) photos.delete(id);
      waiting.put(inspection);
      drafts.delete(inspection.premises);
    }),
    // What was refused goes back to its author, with its key: had it been recorded after all, the server would say so.
    reopen: (inspection, draft) => write(["drafts", "waiting"], (drafts, waiting) => {
      drafts.put(draft);
      waiting.delete(inspection.key);
    }),
    allWaiting: () => asked(read("waiting").getAll()),
    photoOf: (id) => asked(read("photos").get(id)),
    clear: () => write(Object.keys(stores), (...all) => all.forEach((store) => store.clear())),
    counts: async () => Object.fromEntries(
      await Promise.all(Object.keys(stores).map(async (name) => [name, await asked(read(name).count())])),
    ),

    // For sending (round-sync.js).
    waiting: async () => (await asked(read("waiting").getAll()))
      .filter((inspection) => !inspection.refused)
      .sort((a, b) => a.body.claimed.localeCompare(b.body.claimed)),
    photo: async (id) => (await asked(read("photos").get(id))).bytes,
    photoKept: async (key, id, kept) => write(["waiting"], (waiting) => {
      const request = waiting.get(key);
      request.onsuccess = () => {
        const inspection = request.result;
        if (!inspection) return;
        inspection.photos.find((photo) => photo.id === id).kept = kept;
        waiting.put(inspection);
      };
    }),
    confirmed: async (key) => {
      const letGo = (mark) => write(["waiting", "photos", "places"], (waiting, photos, places) => {
        const request = waiting.get(key);
        request.onsuccess = () => {
          const inspection = request.result;
          if (!inspection) return;
          for (const photo of inspection.photos) photos.delete(photo.id);
          waiting.delete(key);
          if (!mark) return;
          const place = places.get(inspection.premises);
          place.onsuccess = () => place.result && places.put({ ...place.result, sent: { key, at: inspection.body.claimed } });
        };
      });
      try {
        await letGo(true);
      } catch (fault) {
        // A full phone takes no mark, however small, until something is gone from it.
        if (fault?.name !== "QuotaExceededError") throw fault;
        await letGo(false);
      }
    },
    refused: (key, why) => write(["waiting"], (waiting) => {
      const request = waiting.get(key);
      request.onsuccess = () => request.result && waiting.put({ ...request.result, refused: why });
    }),
  };
}
