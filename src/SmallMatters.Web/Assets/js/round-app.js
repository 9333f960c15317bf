// The page of a round: a list of places, and for each its checklist. Everything it shows and keeps is in the phone's own store.
import { open } from "./round-store.js";
import { show as showPlace } from "./round-place.js";
import { stopped, sync } from "./round-sync.js";
import { element, say } from "./words.js";

const main = document.querySelector("[data-round-app]");
const net = document.querySelector("[data-round-net]");
const clockWrongBy = 5 * 60_000; // ms
const retryEvery = 30_000; // ms
const patience = 60_000; // ms

const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");
const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

let store;
let account;
let stop = null;
let sending = false;

async function put(address, body, headers) {
  const answer = await fetch(address, {
    method: "PUT",
    // A network that neither answers nor breaks off is none.
    signal: AbortSignal.timeout(patience),
    redirect: "manual",
    headers: { "X-Round-Account": account, ...headers },
    body,
  });
  // To be sent to the page of signing in is to be signed out.
  if (answer.type === "opaqueredirect") return { status: 401 };
  return { status: answer.status, body: await answer.json().catch(() => null) };
}

const send = {
  photo: (premises, hash, bytes) => put(`/staff/rounds/places/${premises}/photos/${hash}`, bytes, {
    "Content-Type": "application/octet-stream",
  }),
  inspection: (premises, key, text, hash) => put(`/staff/rounds/places/${premises}/inspections/${key}`, text, {
    "Content-Type": "application/json", "X-Round-Sha256": hash,
  }),
};

// One pass at a time over all windows of this phone.
async function pass() {
  if (sending || !account) return;
  sending = true;
  try {
    await navigator.locks.request("round-sync", { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      if ((await store.waiting()).length === 0) return void (stop = null);
      stop = await sync({ store, send, hash: (text) => sha256(new TextEncoder().encode(text)) });
    });
  } finally {
    sending = false;
    await told();
  }
}

const reasons = {
  [stopped.offline]: () => say("没有网络，有了就自动传。", "No network; it is sent as soon as there is one."),
  [stopped.busy]: () => say("服务器暂时没有答复，会自动再传。", "The server does not answer for the moment; it is tried again."),
  [stopped.full]: () => say("手机存不下了，服务器退回的原因记不下来。请清理手机，会自动再传。", "The phone is full and cannot note why something was sent back. Make room; it is tried again."),
  [stopped.signedOut]: () => say("登录已过期，检查都在这部手机上，没有丢。", "You are signed out. The inspections are on this phone; nothing is lost."),
  [stopped.otherAccount]: () => say("现在登录的不是带出这一轮的账号。请换回原来的账号再传，检查都还在。", "This is not the account that took the round along. Sign in with that one to send; everything is still here."),
};

async function told() {
  const waiting = (await store.allWaiting()).filter((inspection) => !inspection.refused);
  net.textContent = waiting.length === 0 ? ""
    : say(`${waiting.length} 次检查待传`, `${waiting.length} to be sent`);
  if (location.hash.length < 2) await list();
}

const link = (href, text) => element("a", { class: "govuk-link", href }, text);
const tag = (colour, text) => element("strong", { class: `govuk-tag govuk-tag--${colour}` }, text);

function stateOf(place, drafts, waiting) {
  const mine = waiting.find((inspection) => inspection.premises === place.id);
  if (mine?.refused) return tag("red", say("被退回", "Sent back"));
  if (mine) return tag("yellow", say("待传", "To be sent"));
  if (drafts.some((draft) => draft.premises === place.id)) return tag("blue", say("在填", "Begun"));
  return place.sent ? tag("green", say("已传到", "Arrived")) : tag("grey", say("未检查", "Not inspected"));
}

async function list() {
  const [round, places, drafts, waiting] = await Promise.all(
    [store.round(), store.places(), store.drafts(), store.allWaiting()],
  );
  const parts = [element("h1", { class: "govuk-heading-l" }, say("巡查", "Rounds"))];
  if (!round) {
    parts.push(element("p", { class: "govuk-body" }, say("这部手机上还没有带着的场所。", "No premises are on this phone yet.")));
  } else if (Math.abs(round.ahead) > clockWrongBy) {
    parts.push(element("div", { class: "govuk-inset-text" }, say(
      `这部手机的时钟${round.ahead > 0 ? "快" : "慢"}了约 ${Math.round(Math.abs(round.ahead) / 60_000)} 分钟。检查不会丢，期限以服务器收到的时间核对；请把手机时间调准。`,
      `This phone's clock is about ${Math.round(Math.abs(round.ahead) / 60_000)} minutes ${round.ahead > 0 ? "fast" : "slow"}. No inspection is lost and time limits are checked against the server's clock; please set it right.`,
    )));
  }
  if (stop && waiting.some((inspection) => !inspection.refused)) {
    const why = element("div", { class: "govuk-inset-text", role: "status" }, reasons[stop]());
    if (stop === stopped.signedOut || stop === stopped.otherAccount) {
      why.append(" ", link("/sign-in?returnUrl=/staff/rounds/app", say("登录", "Sign in")));
    }
    parts.push(why);
  }
  parts.push(element("ul", { class: "app-matters" }, ...places.map((place) => element(
    "li", {},
    element("a", { class: "govuk-link app-said", href: `#${place.id}`, dir: "auto" }, place.name), " ",
    stateOf(place, drafts, waiting),
    element("span", { class: "app-matters__more app-said" }, place.address),
    ...(place.findings.length === 0 ? [] : [element("span", { class: "app-matters__more" }, say(
      `没有了结的隐患：${place.findings.length} 个`, `Open findings: ${place.findings.length}`,
    ))]),
  ))));
  const actions = element("p", { class: "govuk-body" }, link("/staff/rounds", say("选择场所", "Choose premises")));
  if (round && waiting.length + drafts.length === 0) {
    const clear = element("button", { type: "button", class: "govuk-button govuk-button--secondary" }, say("清空这部手机", "Empty this phone"));
    clear.addEventListener("click", async () => {
      await store.clear();
      account = null;
      await list();
    });
    actions.append(element("br"), element("br"), clear);
  }
  const counts = await store.counts();
  parts.push(actions, element("p", { class: "govuk-body app-quiet", "data-round-counts": JSON.stringify(counts) }, say(
    `这部手机上：${counts.drafts} 份在填，${counts.waiting} 次待传，${counts.photos} 张照片。服务器确认收到的才会从手机上删除。`,
    `On this phone: ${counts.drafts} begun, ${counts.waiting} to be sent, ${counts.photos} photos. Only what the server has confirmed is removed.`,
  )));
  main.replaceChildren(...parts);
}

async function route() {
  const id = location.hash.slice(1);
  if (!id) return list();
  await showPlace(main, store, id, { sha256, done: () => { location.hash = ""; pass(); } });
  main.focus();
  scrollTo(0, 0);
}

// Fills the worker's cache with everything that this page is made of.
async function ready() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/staff/rounds/worker.js", { scope: "/staff/rounds/" });
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) {
    await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  }
  const own = performance.getEntriesByType("resource").map((entry) => new URL(entry.name))
    .filter((address) => address.origin === location.origin && (address.pathname.startsWith("/lib/") || address.pathname === "/icon.svg"));
  await Promise.all(["/staff/rounds/app", ...own.map(String)].map((address) => fetch(address)));
  document.documentElement.dataset.offlineReady = "yes";
}

store = await open();
account = (await store.round())?.account ?? null;
addEventListener("hashchange", route);
addEventListener("online", pass);
addEventListener("offline", told);
setInterval(pass, retryEvery);
await route();
ready().catch(() => {});
await pass();
