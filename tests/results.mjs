// Reads one .trx file, prints what failed and what was skipped with its reason,
// and writes "passed failed skipped" to the second argument. Exit code 1: no readable result.
import { readFileSync, writeFileSync } from "node:fs";

const [, , trxFile, countsFile] = process.argv;
let trx;
try {
  trx = readFileSync(trxFile, "utf8");
} catch {
  console.log(`No result file ${trxFile}.`);
  process.exit(1);
}
if (!trx.includes("</TestRun>")) {
  console.log(`The result file ${trxFile} breaks off.`);
  process.exit(1);
}

const plain = (text) =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, "&");
const element = (body, name) => plain(body.match(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`))?.[1] ?? "").trim();

let passed = 0;
let failed = 0;
let skipped = 0;
for (const [, head, , body = ""] of trx.matchAll(/<UnitTestResult\s([^>]*?)(\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
  const name = plain(head.match(/testName="([^"]*)"/)[1]);
  const outcome = head.match(/outcome="([^"]*)"/)?.[1];
  if (outcome === "Passed") {
    passed++;
  } else if (outcome === "NotExecuted") {
    const reason = element(body, "Message") || element(body, "StdOut");
    if (reason) {
      skipped++;
      console.log(`skipped  ${name}\n         ${reason.replace(/\s*\n\s*/g, " ")}`);
    } else {
      failed++;
      console.log(`FAILED   ${name}\n         skipped without a reason`);
    }
  } else {
    failed++;
    const indent = (text) => text.replace(/^/gm, "         ");
    const trace = element(body, "StackTrace").split("\n").slice(0, 12).join("\n");
    console.log(`FAILED   ${name} (${outcome})\n${indent(element(body, "Message"))}\n${indent(trace)}`);
  }
}

// A crash of the test host leaves a run-level error beside the results that were finished.
const crashes = [...trx.matchAll(/<RunInfo\s[^>]*outcome="(?:Error|Failed)"[^>]*>([\s\S]*?)<\/RunInfo>/g)]
  .map(([, body]) => element(body, "Text"))
  .filter((text) => !text.startsWith("[xUnit.net") || text.includes("Catastrophic"));
for (const text of crashes) {
  failed++;
  console.log(`FAILED   the test run\n         ${text}`);
}

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped in this part.`);
writeFileSync(countsFile, `${passed} ${failed} ${skipped}\n`);
