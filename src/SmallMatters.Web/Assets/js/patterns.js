// Turns the drawn map of places into one that can be moved, over our own areas only: no tiles are fetched from anybody.
// The map takes the drawing's place, so that there is one at a time; the drawing comes back when the map cannot stand, and
// stays for whoever has no scripts.
// <div data-cells="address of the places as GeoJSON">drawing</div>
import { element, say, styled } from "./words.js";

async function enliven(place, drawing) {
  const [maplibregl, areas, cells] = await Promise.all([
    import("./maplibre/maplibre-gl.mjs"),
    read("/areas.geojson"),
    read(place.dataset.cells),
  ]);
  if (cells.features.length === 0) return;
  const here = new URL("./maplibre/", import.meta.url);
  await styled(new URL("maplibre-gl.css", here).href);
  maplibregl.setWorkerUrl(new URL("maplibre-gl-worker.mjs", here).href);

  const box = new maplibregl.LngLatBounds();
  for (const feature of cells.features) box.extend(feature.geometry.coordinates);
  const most = Math.max(...cells.features.map((feature) => feature.properties.matters));
  const canvas = element("div", { class: "app-map__canvas" });
  drawing.replaceWith(canvas);
  const map = new maplibregl.Map({
    container: canvas,
    bounds: box,
    fitBoundsOptions: { padding: 40, maxZoom: 16 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    style: {
      version: 8,
      sources: { areas: { type: "geojson", data: areas }, cells: { type: "geojson", data: cells } },
      layers: [
        { id: "ground", type: "background", paint: { "background-color": "#eef4f4" } },
        { id: "areas", type: "fill", source: "areas", paint: { "fill-color": "#ffffff" } },
        { id: "edges", type: "line", source: "areas", paint: { "line-color": "#0b5c63", "line-width": 2 } },
        {
          id: "cells",
          type: "circle",
          source: "cells",
          paint: {
            "circle-color": "#08519c",
            "circle-opacity": 0.5,
            "circle-radius": ["+", 3, ["*", 18, ["sqrt", ["/", ["get", "matters"], most]]]],
          },
        },
      ],
    },
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.getCanvas().setAttribute("aria-label", say("诉求的地点，见下面的表格", "Where matters come from; the table below says the same"));
  // Names are page elements: the map's own letters would need a font server.
  for (const { geometry, properties } of areas.features) {
    const middle = new maplibregl.LngLatBounds();
    const walk = (part) => (typeof part[0] === "number" ? middle.extend(part) : part.forEach(walk));
    walk(geometry.coordinates);
    const name = element("span", { class: "app-map__name" }, say(properties.zh, properties.en));
    new maplibregl.Marker({ element: name }).setLngLat(middle.getCenter()).addTo(map);
  }
  map.on("click", "cells", (event) => {
    const { building, matters } = event.features[0].properties;
    new maplibregl.Popup({ closeButton: false })
      .setLngLat(event.lngLat)
      .setText(`${building ? `${nameOf(building)} · ` : ""}${say(`${matters} 件`, `${matters} matter(s)`)}`)
      .addTo(map);
  });
}

// estate/building
function nameOf(key) {
  const [estate, building] = key.split("/");
  return building ? say(`${estate}${building}号楼`, `${estate}, building ${building}`) : estate;
}

async function read(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

for (const place of document.querySelectorAll("[data-cells]")) {
  const drawing = place.querySelector("svg[role=img]");
  enliven(place, drawing).catch(() => place.querySelector(".app-map__canvas")?.replaceWith(drawing));
}
