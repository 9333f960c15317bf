// Takes a round along: asks for its places and puts them into the phone's own store.
import { open } from "./round-store.js";
import { say } from "./words.js";

for (const box of document.querySelectorAll("[data-round-take]")) {
  const told = box.querySelector("[data-round-told]");
  box.hidden = false;
  box.querySelector("button").addEventListener("click", async () => {
    try {
      const answer = await fetch(box.dataset.roundTake, { redirect: "manual" });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const { places, ...round } = await answer.json();
      const store = await open();
      const counts = await store.counts();
      const before = await store.round();
      if (before && before.account !== round.account && counts.waiting + counts.drafts > 0) {
        told.textContent = say(
          "这部手机上还有另一个账号没传完的检查。请用那个账号登录，传完再带新的。",
          "This phone still holds inspections of another account. Sign in with that one and send them first.",
        );
        return;
      }
      // A clock that is wrong is told, and moves no deadline: the server knows when it received what.
      await store.take({ ...round, ahead: Date.now() - Date.parse(round.now) }, places);
      await navigator.storage?.persist?.();
      location.href = "/staff/rounds/app";
    } catch {
      told.textContent = say("没有带上，请检查网络后再试。", "It was not taken along; check the network and try again.");
    }
  });
}
