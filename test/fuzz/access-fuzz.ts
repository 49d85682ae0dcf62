import { parseArgs } from "node:util";

import { compareRandomTenant, type Disagreement } from "./compare-access.ts";

const { values } = parseArgs({
  options: {
    tenants: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
  },
});

const tenants = Number(values.tenants);
const deadlineMs = performance.now() + Number(values.seconds) * 1000;
const first = Number(values.seed);

let tried = 0;
let answers = 0;
let failed: { readonly seed: number; readonly disagreements: readonly Disagreement[] } | undefined;

while (failed === undefined && tried < tenants && performance.now() < deadlineMs) {
  const seed = first + tried;
  const comparison = compareRandomTenant(seed);
  tried += 1;
  answers += comparison.answers;
  const { disagreements } = comparison;
  if (disagreements.length > 0) failed = { seed, disagreements };
}

process.stdout.write(`${tried} tenants, ${answers} answers other than "denied"\n`);
if (failed !== undefined) {
  process.stdout.write(`seed ${failed.seed}: ${failed.disagreements.length} disagreements\n`);
  for (const { about, product, oracle } of failed.disagreements.slice(0, 20)) {
    process.stdout.write(`  ${about}: product ${product}, oracle ${oracle}\n`);
  }
  process.exitCode = 1;
}
