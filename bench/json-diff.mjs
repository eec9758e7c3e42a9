// Compare two JSON files with json-diff, and print how many of their keys differ.
import { readFileSync } from "node:fs";
import { diff } from "json-diff";

const [before, after] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const counts = { added: 0, removed: 0, changed: 0 };
for (const key of Object.keys(diff(before, after) ?? {})) {
  counts[key.endsWith("__added") ? "added" : key.endsWith("__deleted") ? "removed" : "changed"] += 1;
}
console.log(JSON.stringify(counts));
