// A map of our own areas only: no tiles are fetched from anybody. The person puts a point, which is written into two
// inputs that work without the map as well.
// <div data-map="areas.geojson" data-lat="id of input" data-long="id of input" [data-area="name of control"]></div>
// With data-at="latitude,longitude" instead it shows that place and asks nothing; the page says it in words as well.
import { element, say, styled } from "./words.js";
import * as maplibregl from "./maplibre/maplibre-gl.mjs";

const here = new URL("./maplibre/", import.meta.url);
await styled(new URL("maplibre-gl.css", here).href);
maplibregl.setWorkerUrl(new URL("maplibre-gl-worker.mjs", here).href);

// The map moves its markers by the property that turns the pin, so the pin stands in an element of its own; turned, its
// point is this far below that element.
const tip = [0, -7];
const places = 6; // decimal places: about a hand's breadth

function bounds(areas) {
  const box = new maplibregl.LngLatBounds();
  const walk = (part) => (typeof part[0] === "number" ? box.extend(part) : part.forEach(walk));
  for (const feature of areas.features) walk(feature.geometry.coordinates);
  return box;
}

// Whether a point lies within a ring of a GeoJSON shape, by the edges that a line to the east of it meets.
function within(ring, { lng, lat }) {
  let inside = false;
  for (let i = 0, before = ring.length - 1; i < ring.length; before = i++) {
    const [x, y] = ring[i];
    const [px, py] = ring[before];
    if (y > lat !== py > lat && lng < ((px - x) * (lat - y)) / (py - y) + x) inside = !inside;
  }
  return inside;
}

// The code of the area that a point lies in; undefined when it lies in none.
function areaOf(areas, point) {
  const holds = ([edge, ...holes]) => within(edge, point) && !holes.some((hole) => within(hole, point));
  return areas.features.find(({ geometry: { type, coordinates } }) =>
    (type === "Polygon" ? [coordinates] : coordinates).some(holds))?.properties.code;
}

// Chooses an area in whatever asks for it: a list, or one of several circles.
function choose(name, code) {
  for (const control of document.getElementsByName(name)) {
    if (control.tagName === "SELECT") control.value = code;
    else if (control.value === code) control.checked = true;
    else continue;
    control.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
}

async function draw(place) {
  const answer = await fetch(place.dataset.map, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`areas: ${answer.status}`);
  const areas = await answer.json();
  const latitude = document.getElementById(place.dataset.lat);
  const longitude = document.getElementById(place.dataset.long);
  const canvas = element("div", { class: "app-map__canvas" });
  const told = element("p", { class: "govuk-body", role: "status" });
  place.prepend(canvas, told);

  const map = new maplibregl.Map({
    container: canvas,
    bounds: bounds(areas),
    fitBoundsOptions: { padding: 20 },
    attributionControl: false,
    dragRotate: false,
    cooperativeGestures: Boolean(place.dataset.at),
    locale: {
      "CooperativeGesturesHandler.WindowsHelpText": say("按住 Ctrl 并滚动可以缩放地图", "Hold Ctrl and scroll to zoom the map"),
      "CooperativeGesturesHandler.MacHelpText": say("按住 ⌘ 并滚动可以缩放地图", "Hold ⌘ and scroll to zoom the map"),
      "CooperativeGesturesHandler.MobileHelpText": say("用两个手指移动地图", "Use two fingers to move the map"),
    },
    pitchWithRotate: false,
    style: {
      version: 8,
      sources: { areas: { type: "geojson", data: areas } },
      layers: [
        { id: "ground", type: "background", paint: { "background-color": "#eef4f4" } },
        { id: "areas", type: "fill", source: "areas", paint: { "fill-color": "#ffffff" } },
        { id: "edges", type: "line", source: "areas", paint: { "line-color": "#0b5c63", "line-width": 2 } },
      ],
    },
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.getCanvas().setAttribute("aria-label", say("片区地图", "Map of the areas"));

  // Names are page elements: the map's own letters would need a font server.
  for (const feature of areas.features) {
    const name = say(feature.properties.zh ?? feature.properties.name, feature.properties.en ?? feature.properties.name);
    const box = bounds({ features: [feature] });
    if (name) new maplibregl.Marker({ element: element("span", { class: "app-map__name" }, name) }).setLngLat(box.getCenter()).addTo(map);
  }

  if (place.dataset.at) {
    const [lat, lng] = place.dataset.at.split(",").map(Number);
    const spot = element("div", { role: "img", "aria-label": say("诉求所在的位置", "Where the matter is") });
    spot.append(element("div", { class: "app-map__pin" }));
    new maplibregl.Marker({ element: spot, anchor: "bottom", offset: tip }).setLngLat([lng, lat]).addTo(map);
    map.jumpTo({ center: [lng, lat], zoom: Math.max(map.getZoom(), 14) });
    return;
  }

  const drop = element("div");
  drop.append(element("div", { class: "app-map__pin" }));
  const pin = new maplibregl.Marker({ element: drop, draggable: true, anchor: "bottom", offset: tip });
  const put = (point, write) => {
    pin.setLngLat(point).addTo(map);
    if (!write) return;
    latitude.value = point.lat.toFixed(places);
    longitude.value = point.lng.toFixed(places);
    for (const input of [latitude, longitude]) input.dispatchEvent(new Event("input", { bubbles: true }));
    told.textContent = say("已标出位置，可以拖动。", "The place is marked; you can drag it.");
    const area = place.dataset.area && areaOf(areas, point);
    if (area) choose(place.dataset.area, area);
  };
  map.on("click", (event) => put(event.lngLat, true));
  pin.on("dragend", () => put(pin.getLngLat(), true));
  const typed = () => {
    const [lat, lng] = [parseFloat(latitude.value), parseFloat(longitude.value)];
    if (Math.abs(lat) <= 90 && Math.abs(lng) <= 180) put(new maplibregl.LngLat(lng, lat), false);
  };
  latitude.addEventListener("change", typed);
  longitude.addEventListener("change", typed);
  typed();

  // Without a mouse: the arrows move the map, and this marks its middle.
  const middle = element("button", { type: "button", class: "govuk-button govuk-button--secondary" }, say("标在地图中央", "Mark the middle of the map"));
  middle.addEventListener("click", () => put(map.getCenter(), true));
  const buttons = element("div", { class: "govuk-button-group" }, middle);
  if (navigator.geolocation) {
    const once = element("button", { type: "button", class: "govuk-button govuk-button--secondary" }, say("用一次我的位置", "Use my position once"));
    once.addEventListener("click", () => {
      told.textContent = say("正在定位……", "Finding your position…");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          const point = new maplibregl.LngLat(coords.longitude, coords.latitude);
          put(point, true);
          map.easeTo({ center: point });
        },
        () => {
          told.textContent = say("没有得到位置，请在地图上点一下，或填写地址。", "Your position could not be found. Tap the map, or write the address.");
        },
        { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
      );
    });
    buttons.append(once);
  }
  told.before(buttons);
}

for (const place of document.querySelectorAll("[data-map]")) {
  draw(place).catch(() => {
    place.replaceChildren(element("p", { class: "govuk-body" }, place.dataset.at
      ? say("地图暂时打不开。", "The map cannot be shown just now.")
      : say(
        "地图暂时打不开。请在下面填写地址，一样可以提交。",
        "The map cannot be shown just now. Write the address below; that is enough.",
      )));
  });
}
