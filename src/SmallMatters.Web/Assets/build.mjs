// Builds wwwroot/lib from Assets and node_modules: styles through sass, our scripts as they are, and the few
// third-party files that pages load. No bundler: browsers load modules themselves.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as sass from "sass";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const from = (...parts) => join(web, ...parts);
const lib = from("wwwroot", "lib");

// The case-work components open GOV.UK's settings by a path of their own. They are handed our palette there, so
// that both design systems look alike. (For the same reason staff.scss configures and loads them first.)
const onePalette = {
  findFileUrl: (url) =>
    url === "node_modules/govuk-frontend/dist/govuk/base"
      ? pathToFileURL(from("Assets", "scss", "_palette.scss"))
      : null,
};

function style(name) {
  const { css } = sass.compile(from("Assets", "scss", `${name}.scss`), {
    style: "compressed",
    loadPaths: [from("Assets", "scss"), from("node_modules")],
    importers: [onePalette],
    quietDeps: true,
  });
  const borrowed = /GDS Transport|govuk-crest|@font-face/.exec(css);
  if (borrowed) throw new Error(`${name}.css contains "${borrowed[0]}", which is not ours to ship`);
  writeFileSync(join(lib, `${name}.css`), css);
  for (const [, image] of css.matchAll(/url\("?(images\/[^")]+)"?\)/g)) {
    mkdirSync(join(lib, "images"), { recursive: true });
    cpSync(from("node_modules", "@ministryofjustice", "frontend", "moj", "assets", image), join(lib, image));
  }
}

function script(...files) {
  for (const [source, target] of files) {
    const code = readFileSync(from(...source), "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
    writeFileSync(join(lib, target), code);
  }
}

rmSync(lib, { recursive: true, force: true });
mkdirSync(lib, { recursive: true });

style("site");
style("staff");
style("papers");

for (const file of readdirSync(from("Assets", "js"))) cpSync(from("Assets", "js", file), join(lib, file));

script([["node_modules", "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js"], "govuk-frontend.js"]);

mkdirSync(join(lib, "maplibre"));
script(
  ...["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"].map((file) => [
    ["node_modules", "maplibre-gl", "dist", file],
    join("maplibre", file),
  ]),
);

writeFileSync(join(lib, "built.txt"), "Made by npm run assets. Do not edit.\n");
