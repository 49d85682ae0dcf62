/** The floor: streams files and parses each line, nothing else. */
import { createReadStream } from "node:fs";

let rows = 0;
for (const file of process.argv.slice(2)) {
  let rest = "";
  const input = createReadStream(file, { highWaterMark: 1 << 20, encoding: "utf8" });
  for await (const chunk of input as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (JSON.parse(line) !== null) rows += 1;
  }
}
process.stdout.write(`${String(rows)}\n`);
