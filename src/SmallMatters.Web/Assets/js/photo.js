// Shows the chosen photos and makes big ones smaller before they are sent. Without this the server takes them as they are.
import { element, say } from "./words.js";

const longestSide = 2000;
const quality = 0.85;
const worthShrinking = 600_000; // bytes: below this, time costs more than the connection

async function shrink(file) {
  if (file.type !== "image/jpeg" || file.size < worthShrinking) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = element("canvas", {
    width: Math.round(picture.width * scale),
    height: Math.round(picture.height * scale),
  });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
  return small && small.size < file.size ? new File([small], file.name, { type: "image/jpeg" }) : file;
}

function preview(file) {
  const address = URL.createObjectURL(file);
  const image = element("img", { src: address, alt: say(`照片：${file.name}`, `Photo: ${file.name}`) });
  image.addEventListener("load", () => URL.revokeObjectURL(address));
  image.addEventListener("error", () => image.replaceWith(
    element("p", {}, say("这个文件打不开，可能不是照片。", "This file cannot be opened; it may not be a photo.")),
  ));
  const size = file.size < 1_000_000 ? `${Math.ceil(file.size / 1000)} kB` : `${(file.size / 1_000_000).toFixed(1)} MB`;
  return element("li", {}, element("figure", {}, image, element("figcaption", {}, `${file.name}（${size}）`)));
}

for (const input of document.querySelectorAll("input[type=file][data-photo]")) {
  const list = element("ul", { class: "app-photos" });
  const told = element("p", { class: "govuk-visually-hidden", role: "status" });
  input.after(list, told);
  let choice = 0;
  input.addEventListener("change", async () => {
    const mine = ++choice;
    const chosen = [...input.files];
    list.replaceChildren(...chosen.map(preview));
    // A photo that cannot be made smaller here is sent as it is, and judged by the server.
    const ready = await Promise.all(chosen.map((file) => shrink(file).catch(() => file)));
    if (mine !== choice) return;
    const box = new DataTransfer();
    for (const file of ready) box.items.add(file);
    input.files = box.files;
    list.replaceChildren(...ready.map(preview));
    told.textContent = say(`已选择 ${ready.length} 张照片`, `${ready.length} photos chosen`);
  });
}
