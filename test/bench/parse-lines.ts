/** The floor: streams a file and parses each line, nothing else. */
import { createReadStream } from "node:fs";

let rest = "";
let rows = 0;
const input = createReadStream(process.argv[2] ?? "", { highWaterMark: 1 << 20, encoding: "utf8" });
for await (const chunk of input as AsyncIterable<string>) {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) if (JSON.parse(line) !== null) rows += 1;
}
process.stdout.write(`${String(rows)}\n`);
