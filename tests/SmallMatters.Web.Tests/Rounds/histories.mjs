// Plays made-up histories of a phone that sends a round: messages are lost, doubled, delayed and overtake each other, answers do
// not arrive, bytes break, the phone dies between two writes, the server dies or lets go of photos, a session ends, a place is refused
// for a while, the phone is full. After each history the network is good again and everything has to be at the server once, unchanged, and nowhere else.
//
//   node histories.mjs PATH_OF_ROUND_SYNC HOW_MANY FIRST_SEED      prints one line of JSON
import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";

const [module, howMany, firstSeed] = process.argv.slice(2);
const { sync, written } = await import(pathToFileURL(module).href);
const sha = (text) => createHash("sha256").update(text).digest("hex");

// Mulberry32: small, and the same everywhere.
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

class Died extends Error {}
class Full extends Error {
  name = "QuotaExceededError";
}

class Server {
  photos = new Map(); // hash as kept → bytes without metadata
  inspections = new Map(); // key → text
  recorded = 0;
  refusing = new Set();

  photo(premises, claimed, bytes) {
    const received = sha(bytes);
    if (received !== claimed) return { status: 400, body: { why: ["broken"], codes: ["photo-broken"] } };
    const clean = `clean:${bytes}`;
    this.photos.set(`${premises}/${sha(clean)}`, clean);
    return { status: 200, body: { received, kept: sha(clean) } };
  }

  inspection(premises, key, text, claimed) {
    if (sha(text) !== claimed) return { status: 400, body: { why: ["broken"], codes: ["inspection-broken"] } };
    const before = this.inspections.get(key);
    if (before !== undefined) {
      return before === text
        ? { status: 200, body: { key, received: sha(text) } }
        : { status: 422, body: { why: ["recorded before, with other content"], codes: ["inspection-key-used"] } };
    }
    if (this.refusing.has(premises)) return { status: 422, body: { why: ["not now"], codes: ["inspection-not-yours"] } };
    const named = JSON.parse(text).items.flatMap((item) => item.photos);
    if (!named.every((hash) => this.photos.has(`${premises}/${hash}`))) {
      return { status: 422, body: { why: ["photo"], codes: ["photo-unknown"] } };
    }
    this.inspections.set(key, text);
    this.recorded++;
    return { status: 200, body: { key, received: sha(text) } };
  }

  purge() {
    const named = new Set(
      [...this.inspections.values()].flatMap((text) => JSON.parse(text).items.flatMap((item) => item.photos)),
    );
    for (const at of this.photos.keys()) if (!named.has(at.split("/")[1])) this.photos.delete(at);
  }
}

class Phone {
  rows = new Map();
  bytes = new Map();
  alive = true;
  full = false;

  constructor(roll, seen) {
    this.roll = roll;
    this.seen = seen;
  }

  // A write happens whole or not at all, and the phone may die before or after it.
  write(act, needsRoom) {
    if (this.full && needsRoom) throw new Full();
    if (!this.alive || this.roll() < this.dying) {
      this.alive = false;
      throw new Died();
    }
    act();
    if (this.roll() < this.dying) {
      this.alive = false;
      throw new Died();
    }
  }

  waiting = async () => structuredClone([...this.rows.values()].filter((row) => !row.refused));
  photo = async (id) => this.bytes.get(id);
  photoKept = async (key, id, kept) => this.write(() => {
    const row = this.rows.get(key);
    if (row) row.photos.find((photo) => photo.id === id).kept = kept;
  }, true);
  confirmed = async (key) => this.write(() => {
    this.seen(this.rows.get(key));
    for (const photo of this.rows.get(key)?.photos ?? []) this.bytes.delete(photo.id);
    this.rows.delete(key);
  });
  refused = async (key, why) => this.write(() => this.rows.has(key) && (this.rows.get(key).refused = why), true);
}

function network(server, roll, bad, counts) {
  const late = [];
  const through = (deliver) => {
    if (roll() < bad.late && late.length > 0) late.splice(Math.floor(roll() * late.length), 1)[0]();
    if (roll() < bad.signedOut) return { status: 401 };
    if (roll() < bad.other) return { status: 409 };
    if (roll() < bad.down) return { status: 503 };
    if (roll() < bad.lost) return counts.lost++, null;
    if (roll() < bad.late) return counts.late++, late.push(deliver), null;
    const answer = deliver();
    if (roll() < bad.doubled) counts.doubled++, deliver();
    return roll() < bad.unanswered ? (counts.unanswered++, null) : answer;
  };
  const turn = async (deliver) => {
    // Concurrent messages overtake each other: each waits a number of turns of its own.
    for (let turns = Math.floor(roll() * 4); turns > 0; turns--) await null;
    const answer = through(deliver);
    for (let turns = Math.floor(roll() * 4); turns > 0; turns--) await null;
    if (answer === null) throw new TypeError("no answer");
    return answer;
  };
  return {
    send: {
      photo: (premises, hash, bytes) => turn(() => {
        const broken = roll() < bad.broken;
        if (broken) counts.broken++;
        if (!broken) return server.photo(premises, hash, bytes);
        // Half of what breaks breaks together with its address, so that the server takes it for another photo.
        const arrived = `${bytes}?`;
        return server.photo(premises, roll() < 0.5 ? hash : sha(arrived), arrived);
      }),
      inspection: (premises, key, text, hash) => turn(() => {
        const broken = roll() < bad.broken;
        if (broken) counts.broken++;
        return server.inspection(premises, key, broken ? text.replace("Failed", "Passed") : text, hash);
      }),
    },
    arrive: () => late.splice(0).forEach((deliver) => deliver()),
  };
}

async function history(seed, counts) {
  const roll = dice(seed);
  const server = new Server();
  const wrong = (what) => {
    throw new Error(`history ${seed}: ${what}`);
  };
  const phone = new Phone(roll, (row) => {
    const text = server.inspections.get(row.key) ?? wrong(`${row.key} was let go and is not at the server`);
    // By its photos, since a full phone does not note what the server keeps.
    const photos = row.photos.map((photo) => ({ ...photo, kept: sha(`clean:${phone.bytes.get(photo.id)}`) }));
    if (text !== written({ ...row, photos })) wrong(`${row.key} is at the server with other content`);
  });
  const count = 1 + Math.floor(roll() * 5);
  for (let n = 0; n < count; n++) {
    const photos = Array.from({ length: Math.floor(roll() * 4) }, (_, p) => ({ id: `${n}.${p}`, kept: null }));
    // Now and then the same picture is taken for two items.
    for (const photo of photos) {
      const bytes = roll() < 0.1 ? "the same" : `photo ${photo.id}`;
      photo.sha256 = sha(bytes);
      phone.bytes.set(photo.id, bytes);
    }
    phone.rows.set(`key-${n}`, {
      key: `key-${n}`,
      premises: `place-${n % 3}`,
      photos,
      body: { checklist: 1, claimed: `${n}`, items: [{ item: "a", mark: "Failed", photos: photos.map((photo) => photo.id) }] },
    });
  }
  const originals = structuredClone([...phone.rows.values()]);
  const bad = {
    lost: roll() * 0.3, unanswered: roll() * 0.3, doubled: roll() * 0.3, late: roll() * 0.3, broken: roll() * 0.1,
    down: roll() * 0.1, signedOut: roll() * 0.05, other: roll() * 0.03,
  };
  phone.dying = roll() * 0.1;
  const net = network(server, roll, bad, counts);
  const passes = 1 + Math.floor(roll() * 6);
  for (let pass = 0; pass < passes; pass++) {
    if (roll() < 0.2) server.purge();
    if (roll() < 0.2) server.refusing.add(`place-${Math.floor(roll() * 3)}`);
    phone.alive = true;
    phone.full = roll() < 0.2;
    if (phone.full) counts.full++;
    try {
      await sync({ store: phone, send: net.send, hash: async (text) => sha(text), together: 1 + Math.floor(roll() * 3) });
    } catch (end) {
      if (!(end instanceof Died)) throw end;
      counts.died++;
    }
    server.refusing.clear();
    // Whoever was refused looks at it and sends it again.
    for (const row of phone.rows.values()) {
      if (row.refused) counts.refused++;
      delete row.refused;
    }
  }
  // What was under way for long arrives after all; then the network is good.
  net.arrive();
  if (roll() < 0.3) server.purge();
  phone.alive = true;
  phone.dying = 0;
  // What waits goes out of a phone that stays full.
  phone.full = roll() < 0.2;
  const good = network(server, roll, {}, counts);
  const why = await sync({ store: phone, send: good.send, hash: async (text) => sha(text) });
  if (why !== null) wrong(`the last pass stopped: ${why}`);
  if (phone.rows.size > 0) wrong(`${[...phone.rows.keys()]} is still on the phone: ${JSON.stringify([...phone.rows.values()][0].refused)}`);
  if (phone.bytes.size > 0) wrong("photos are still on the phone");
  if (server.recorded !== originals.length) wrong(`${server.recorded} recorded of ${originals.length}`);
  for (const original of originals) {
    for (const photo of original.photos) photo.kept = sha(`clean:${photo.bytes ?? bytesOf(photo)}`);
    if (server.inspections.get(original.key) !== written(original)) wrong(`${original.key} is another one at the server`);
  }
}

const known = new Map();
const bytesOf = (photo) => {
  if (known.size === 0) {
    for (const bytes of ["the same", ...Array.from({ length: 30 }, (_, i) => `photo ${Math.floor(i / 5)}.${i % 5}`)]) known.set(sha(bytes), bytes);
  }
  return known.get(photo.sha256);
};

const counts = { histories: 0, lost: 0, unanswered: 0, doubled: 0, late: 0, broken: 0, died: 0, refused: 0, full: 0 };
for (let n = 0; n < Number(howMany); n++) {
  await history(Number(firstSeed) + n, counts);
  counts.histories++;
}
console.log(JSON.stringify(counts));
