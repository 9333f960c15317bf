// One place of a round: its checklist. Each change is kept at once; what is finished waits to be sent.
import { element, say } from "./words.js";

// A draft that is finished is written no more, whatever was still on its way.
const finished = new WeakSet();

const mostPhotos = 5;
const longestSide = 2000;
const quality = 0.85;

const said = (words) => say(words.zh, words.en);
const marks = [["Passed", "合格", "Passed"], ["Failed", "不合格", "Failed"], ["NotApplicable", "不涉及", "Does not apply"]];

// Smaller and without what the camera wrote into it; what cannot be drawn here is kept as it is and judged by the server.
async function bytesOf(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = element("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    return await (blob ?? file).arrayBuffer();
  } catch {
    return file.arrayBuffer();
  }
}

const label = (id, text) => element("label", { class: "govuk-label", for: id }, text);

function select(id, zh, en, choices, value, changed) {
  const box = element("select", { class: "govuk-select", id },
    element("option", { value: "" }, say("请选择", "Choose")),
    ...choices.map((choice) => element("option", { value: choice.value }, said(choice.name))));
  box.value = value ?? "";
  box.addEventListener("change", () => changed(box.value || null));
  return element("div", { class: "govuk-form-group" }, label(id, say(zh, en)), box);
}

function radios(name, legend, hint, value, changed) {
  return element("fieldset", { class: "govuk-fieldset" },
    element("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, legend),
    element("div", { class: "govuk-hint" }, hint),
    element("div", { class: "govuk-radios govuk-radios--inline govuk-radios--small", "data-module": "govuk-radios" }, ...marks.map(([mark, zh, en]) => {
      const input = element("input", { class: "govuk-radios__input", id: `${name}-${mark}`, type: "radio", name, value: mark });
      input.checked = value === mark;
      input.addEventListener("change", () => changed(mark));
      return element("div", { class: "govuk-radios__item" }, input,
        element("label", { class: "govuk-label govuk-radios__label", for: `${name}-${mark}` }, say(zh, en)));
    })));
}

const fresh = (place, checklist) => ({
  premises: place.id, key: crypto.randomUUID(), checklist: checklist.version, begun: new Date().toISOString(),
  cause: null, shown: false, with: null,
  items: checklist.items.map((item) => ({ item: item.code, mark: null, what: "", level: null, photos: [] })),
});

// What is still missing, as sentences with the field that each belongs to.
function missing(draft) {
  const out = [];
  if (!draft.cause) out.push(["round-cause", say("请选择为什么检查。", "Choose why it was inspected.")]);
  if (!draft.shown) out.push(["round-shown", say("检查时要出示证件；出示了再勾选。", "Identification is shown at an inspection; tick it once it was.")]);
  draft.items.forEach((item, at) => {
    if (!item.mark) out.push([`item-${at}-Passed`, say(`第 ${at + 1} 项还没有选结果。`, `Item ${at + 1} has no result yet.`)]);
    if (item.mark !== "Failed") return;
    if (!item.what.trim()) out.push([`item-${at}-what`, say(`请写明第 ${at + 1} 项哪里不合格。`, `Say where item ${at + 1} failed.`)]);
    if (!item.level) out.push([`item-${at}-level`, say(`请选择第 ${at + 1} 项的隐患等级。`, `Choose the level of item ${at + 1}.`)]);
  });
  return out;
}

function summary(sentences) {
  return element("div", { class: "govuk-error-summary", role: "alert", tabindex: "-1" },
    element("h2", { class: "govuk-error-summary__title" }, say("还有几处要填", "There is a problem")),
    element("ul", { class: "govuk-list govuk-error-summary__list" }, ...sentences.map(([id, text]) => {
      const to = element("a", { href: `#${id}` }, text);
      to.addEventListener("click", (event) => {
        event.preventDefault();
        document.getElementById(id)?.focus();
      });
      return element("li", {}, to);
    })));
}

export async function show(main, store, id, { sha256, done }) {
  const [round, places] = await Promise.all([store.round(), store.places()]);
  const place = places.find((one) => one.id === id);
  const checklist = round?.checklists.find((list) => list.kind === place?.kind);
  const back = element("a", { class: "govuk-back-link", href: "#" }, say("返回", "Back"));
  if (!place || !checklist) {
    main.replaceChildren(back, element("p", { class: "govuk-body" }, say("这部手机上没有这个场所。", "This place is not on this phone.")));
    return;
  }
  const head = [
    back,
    element("h1", { class: "govuk-heading-l app-said" }, place.name),
    element("p", { class: "govuk-body app-said" }, place.address),
    ...(place.findings.length === 0 ? [] : [
      element("h2", { class: "govuk-heading-m" }, say("没有了结的隐患", "Open findings")),
      element("ul", { class: "govuk-list govuk-list--bullet" }, ...place.findings.map((finding) => element("li", {},
        finding.due ? `${finding.title} · ${say("期限", "by")} ${finding.due}` : finding.title))),
    ]),
  ];
  const sent = (await store.allWaiting()).find((inspection) => inspection.premises === id);
  if (sent && !sent.refused) {
    main.replaceChildren(...head, element("div", { class: "govuk-inset-text" }, say(
      `这次检查已经填完，带 ${sent.photos.length} 张照片，等着传。`, `This inspection is finished, with ${sent.photos.length} photos, and waits to be sent.`,
    )));
    return;
  }
  if (sent) {
    const again = element("button", { type: "button", class: "govuk-button" }, say("改一改再传", "Change it and send it again"));
    again.addEventListener("click", async () => {
      await store.reopen(sent, sent.draft);
      await show(main, store, id, { sha256, done });
    });
    main.replaceChildren(...head,
      element("div", { class: "govuk-error-summary", role: "alert" },
        element("h2", { class: "govuk-error-summary__title" }, say("服务器没有收下，检查还在手机上", "The server did not take it; it is still on this phone")),
        element("ul", { class: "govuk-list govuk-error-summary__list" }, ...(sent.refused.length ? sent.refused.map((why) => element("li", {}, said(why)))
          : [element("li", {}, say("没有说明原因，请联系管理员。", "It gave no reason; ask the administrator."))]))),
      again);
    return;
  }
  form(main, store, { round, place, checklist, head, sha256, done }, (await store.draft(id)) ?? fresh(place, checklist));
}

function form(main, store, { round, place, checklist, head, sha256, done }, draft) {
  const told = element("p", { class: "govuk-body app-quiet", role: "status" });
  const kept = async (write) => {
    try {
      await write();
      told.className = "govuk-body app-quiet";
      told.textContent = say("已存在这部手机上。", "Kept on this phone.");
      return true;
    } catch {
      // Wherever in a long checklist somebody is, they see this.
      told.className = "govuk-error-message app-in-sight";
      told.textContent = say(
        "手机存不下了，刚才的没有存上，以前存的都在。请先传出已填完的检查，或者清理手机、少拍照片，再试。",
        "The phone is full and the last change was not kept; all before it is. Send what is finished, make room or take fewer photos, and try again.",
      );
      return false;
    }
  };
  const keep = async () => finished.has(draft) || kept(() => store.keepDraft(draft));

  const rows = checklist.items.map((item, at) => {
    const marked = draft.items[at];
    const more = element("div", { class: "govuk-radios__conditional" });
    const photos = element("ul", { class: "app-photos" });
    const drawPhotos = async () => {
      photos.replaceChildren(...await Promise.all(marked.photos.map(async (photo, n) => {
        const stored = await store.photoOf(photo);
        const address = URL.createObjectURL(new Blob([stored.bytes]));
        const image = element("img", { src: address, alt: say(`第 ${at + 1} 项照片 ${n + 1}`, `Photo ${n + 1} of item ${at + 1}`) });
        image.addEventListener("load", () => URL.revokeObjectURL(address));
        const drop = element("button", { type: "button", class: "govuk-button govuk-button--secondary" }, say("删除", "Remove"));
        drop.addEventListener("click", async () => {
          marked.photos = marked.photos.filter((one) => one !== photo);
          await kept(() => store.dropPhoto(draft, photo));
          await drawPhotos();
        });
        return element("li", {}, element("figure", {}, image, element("figcaption", {}, drop)));
      })));
    };
    const what = element("textarea", { class: "govuk-textarea", id: `item-${at}-what`, rows: "3" });
    what.value = marked.what;
    // Nobody leaves a field before their phone dies.
    let typing;
    what.addEventListener("input", () => {
      marked.what = what.value;
      clearTimeout(typing);
      typing = setTimeout(keep, 300);
    });
    const camera = element("input", { class: "govuk-file-upload", type: "file", id: `item-${at}-photos`, accept: "image/*", multiple: "" });
    camera.addEventListener("change", async () => {
      for (const file of [...camera.files].slice(0, mostPhotos - marked.photos.length)) {
        const bytes = await bytesOf(file);
        const photo = { id: crypto.randomUUID(), premises: place.id, sha256: await sha256(bytes), bytes };
        marked.photos.push(photo.id);
        if (!await kept(() => store.addPhoto(draft, photo))) marked.photos.pop();
      }
      camera.value = "";
      await drawPhotos();
    });
    more.append(
      element("div", { class: "govuk-form-group" }, label(what.id, say("哪里不合格", "What failed")), what),
      select(`item-${at}-level`, "隐患等级", "Level", round.levels, marked.level, (value) => {
        marked.level = value;
        keep();
      }),
      element("div", { class: "govuk-form-group" }, label(camera.id, say(`照片（最多 ${mostPhotos} 张）`, `Photos (${mostPhotos} at most)`)), camera, photos),
    );
    more.hidden = marked.mark !== "Failed";
    drawPhotos();
    const hint = (item.onlyFor ? say(`（${item.onlyFor.zh}）`, `(${item.onlyFor.en}) `) : "") + say("不合格：", "Failed when: ") + said(item.fails);
    return element("div", { class: "govuk-form-group" }, radios(`item-${at}`, `${at + 1}. ${said(item.said)}`, hint, marked.mark, (mark) => {
      marked.mark = mark;
      more.hidden = mark !== "Failed";
      keep();
    }), more);
  });

  const shown = element("input", { class: "govuk-checkboxes__input", type: "checkbox", id: "round-shown" });
  shown.checked = draft.shown;
  shown.addEventListener("change", () => {
    draft.shown = shown.checked;
    keep();
  });
  const rest = element("button", { type: "button", class: "govuk-button govuk-button--secondary" }, say("没有选的都合格", "The rest passed"));
  rest.addEventListener("click", async () => {
    for (const marked of draft.items) marked.mark ??= "Passed";
    await keep();
    form(main, store, { round, place, checklist, head, sha256, done }, draft);
  });
  const finish = element("button", { type: "button", class: "govuk-button" }, say("填完了", "It is finished"));
  const wrong = element("div");
  finish.addEventListener("click", async () => {
    const sentences = missing(draft);
    if (sentences.length > 0) {
      wrong.replaceChildren(summary(sentences));
      wrong.firstChild.focus();
      return;
    }
    const { key, cause, items } = draft;
    const photos = await Promise.all(items.flatMap((item) => item.mark === "Failed" ? item.photos : []).map(async (photo) => ({
      id: photo, sha256: (await store.photoOf(photo)).sha256, kept: null,
    })));
    const named = new Set(photos.map((photo) => photo.id));
    const inspection = {
      key, premises: place.id, photos,
      draft: { ...draft, items: items.map((item) => ({ ...item, photos: item.photos.filter((photo) => named.has(photo)) })) },
      body: {
        checklist: draft.checklist, claimed: new Date().toISOString(), cause, shown: draft.shown, with: draft.with,
        items: items.map((item) => item.mark === "Failed"
          ? { ...item }
          : { item: item.item, mark: item.mark, what: null, level: null, photos: [] }),
      },
    };
    finished.add(draft);
    if (await kept(() => store.finish(inspection, draft))) done();
    else finished.delete(draft);
  });
  main.replaceChildren(
    ...head, wrong,
    select("round-cause", "为什么检查", "Why", round.causes, draft.cause, (value) => {
      draft.cause = value;
      keep();
    }),
    select("round-with", "同去的人（选填）", "Who came along (optional)", round.colleagues, draft.with, (value) => {
      draft.with = value;
      keep();
    }),
    element("div", { class: "govuk-form-group govuk-checkboxes" }, element("div", { class: "govuk-checkboxes__item" }, shown,
      element("label", { class: "govuk-label govuk-checkboxes__label", for: shown.id }, say("已出示证件", "Identification was shown")))),
    element("h2", { class: "govuk-heading-m" }, said(checklist.name)),
    ...rows, rest, element("br"), finish, told,
  );
}
