// Sends what a round holds to the server, one thing at a time, and lets go of nothing that the server has not confirmed by
// its hash. It knows neither pages nor a network: both are handed in, so that a test can play every accident with it.
//
// store.waiting()              what waits, the oldest first: { key, premises, body, photos: [{ id, sha256, kept }] }
// store.photo(id)              its bytes
// store.photoKept(key, id, h)  remembers under which hash the server keeps a photo (null: it does not any more)
// store.confirmed(key)         removes an inspection with its photos, all or nothing
// store.refused(key, why)      keeps the inspection and says why it was refused
//
// send.photo(premises, sha256, bytes) and send.inspection(premises, key, text, sha256) resolve to { status, body } and reject when no
// answer came. hash(text) is the SHA-256 of a text, lower-case hexadecimal. What a phone that is full cannot write any more rejects with
// a QuotaExceededError; to let go of something needs no room.

// Why a pass stopped before everything was through.
export const stopped = { offline: "offline", signedOut: "signed-out", otherAccount: "other-account", busy: "busy", full: "full" };

const photosAtOnce = 4;

class Stop extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

// What the body says of photos by the phone's own keys goes out under the hashes by which the server keeps them.
export function written(inspection) {
  const kept = new Map(inspection.photos.map((photo) => [photo.id, photo.kept]));
  return JSON.stringify({
    ...inspection.body,
    items: inspection.body.items.map((item) => ({ ...item, photos: item.photos.map((id) => kept.get(id)) })),
  });
}

async function answered(sending) {
  let answer;
  try {
    answer = await sending;
  } catch {
    throw new Stop(stopped.offline);
  }
  if (answer.status === 401) throw new Stop(stopped.signedOut);
  if (answer.status === 409) throw new Stop(stopped.otherAccount);
  // 400 is what broke on its way: it is sent again next time.
  if (answer.status === 400 || answer.status === 408 || answer.status === 429 || answer.status >= 500) throw new Stop(stopped.busy);
  return answer;
}

const isFull = (fault) => fault?.name === "QuotaExceededError";

// On a full phone nobody writes down what the server keeps already: at worst it is sent once more.
async function remember(store, key, id, kept) {
  try {
    await store.photoKept(key, id, kept);
  } catch (fault) {
    if (!isFull(fault)) throw fault;
  }
}

async function each(things, together, act) {
  const left = [...things];
  const workers = Array.from({ length: Math.min(together, left.length) }, async () => {
    while (left.length > 0) await act(left.shift());
  });
  const ended = await Promise.allSettled(workers);
  const failed = ended.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}

// Null when every photo is at the server, otherwise why one was refused.
async function photosOf(inspection, store, send) {
  let why = null;
  await each(inspection.photos.filter((photo) => !photo.kept), photosAtOnce, async (photo) => {
    const answer = await answered(send.photo(inspection.premises, photo.sha256, await store.photo(photo.id)));
    if (answer.status === 200 && answer.body?.received !== photo.sha256) throw new Stop(stopped.busy);
    if (answer.status === 200) {
      photo.kept = answer.body.kept;
      await remember(store, inspection.key, photo.id, photo.kept);
    } else {
      why = answer.body?.why ?? [];
    }
  });
  return why;
}

async function one(inspection, { store, send, hash }) {
  for (let again = 0; again < 2; again++) {
    const refused = await photosOf(inspection, store, send);
    if (refused) return store.refused(inspection.key, refused);
    const text = written(inspection);
    const sha256 = await hash(text);
    const answer = await answered(send.inspection(inspection.premises, inspection.key, text, sha256));
    if (answer.status === 200) {
      if (answer.body?.key !== inspection.key || answer.body?.received !== sha256) throw new Stop(stopped.busy);
      return store.confirmed(inspection.key);
    }
    // The server lets go of a photo that nothing names for a long time. It is still here.
    if (!answer.body?.codes?.includes("photo-unknown") || again > 0) {
      return store.refused(inspection.key, answer.body?.why ?? []);
    }
    for (const photo of inspection.photos) {
      photo.kept = null;
      await remember(store, inspection.key, photo.id, null);
    }
  }
}

// One pass over everything that waits; what was refused waits for its author. Resolves to null, or to why it stopped early.
export async function sync({ store, send, hash, together = 3 }) {
  try {
    await each(await store.waiting(), together, (inspection) => one(inspection, { store, send, hash }));
    return null;
  } catch (stop) {
    if (stop instanceof Stop) return stop.why;
    if (isFull(stop)) return stopped.full;
    throw stop;
  }
}
