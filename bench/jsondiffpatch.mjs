// Compare two JSON files with jsondiffpatch, and print how many of their keys differ.
import { readFileSync } from "node:fs";
import { create } from "jsondiffpatch";

const [before, after] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const counts = { added: 0, removed: 0, changed: 0 };
for (const delta of Object.values(create().diff(before, after) ?? {})) {
  const kind = !Array.isArray(delta) || delta.length === 2 ? "changed" : delta.length === 1 ? "added" : "removed";
  counts[kind] += 1;
}
console.log(JSON.stringify(counts));
