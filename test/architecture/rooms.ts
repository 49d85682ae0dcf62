/** What each room may import of the others; itself and errors.ts always. Nothing else may. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  sets: ["model"],
  opath: ["model"],
  documents: ["sets", "model"],
  evidence: ["model"],
  access: ["sets", "opath", "model"],
  mapping: ["access", "sets", "opath", "model"],
  plan: ["mapping", "access", "sets", "opath", "model"],
  findings: ["plan", "mapping", "access", "sets", "opath", "model"],
  audit: ["findings", "plan", "mapping", "access", "sets", "opath", "model"],
  scan: ["evidence", "opath", "model"],
  render: ["model"],
  emulator: ["evidence", "opath", "model"],
  cli: [
    "model",
    "sets",
    "opath",
    "documents",
    "evidence",
    "access",
    "mapping",
    "plan",
    "findings",
    "audit",
    "scan",
    "render",
    "emulator",
  ],
};

/** Rooms that compute only: no `node:*`, no clock, no randomness, no I/O. */
export const PURE_ROOMS: readonly string[] = [
  "model",
  "sets",
  "opath",
  "access",
  "mapping",
  "plan",
  "findings",
  "audit",
  "render",
];

/** Packages with one door each: the rooms that may import them. */
export const PACKAGE_DOORS: Readonly<Record<string, readonly string[]>> = {
  "roaring-wasm": ["sets"],
  zod: ["evidence", "documents", "emulator", "scan", "cli"],
  "@noble/hashes": ["sets", "mapping", "evidence", "render"],
  "@azure/identity": ["scan"],
  undici: ["scan"],
  "@microsoft/microsoft-graph-client": ["scan"],
  echarts: ["render"],
  handlebars: ["render"],
  "csv-stringify": ["render"],
  yargs: ["cli"],
};
