import { cruise } from "dependency-cruiser";
import { describe, expect, it } from "vitest";
import {
  importsOf,
  listImports,
  listSourceFiles,
  readSource,
  type ImportOf,
} from "./list-imports.ts";
import { PACKAGE_DOORS, PURE_ROOMS, ROOMS } from "./rooms.ts";

const roomOf = (file: string): string => (file.includes("/") ? (file.split("/")[0] ?? "") : file);

/** Says what is wrong with an import, or nothing. */
function judge({ from, to, isPackage }: ImportOf): string[] {
  const room = roomOf(from);
  if (isPackage) return judgePackage(room, from, to);
  const target = roomOf(to);
  if (from === "main.ts") return target === "cli" ? [] : [`${from} imports ${to}`];
  if (target === room || target === "errors.ts") return [];
  return (ROOMS[room] ?? []).includes(target) ? [] : [`${from} imports ${to}`];
}

function judgePackage(room: string, from: string, to: string): string[] {
  if (to.startsWith("node:")) {
    return PURE_ROOMS.includes(room) || from === "errors.ts" ? [`${from} imports ${to}`] : [];
  }
  const name = to.startsWith("@") ? to.split("/").slice(0, 2).join("/") : (to.split("/")[0] ?? "");
  return (PACKAGE_DOORS[name] ?? []).includes(room) ? [] : [`${from} imports ${to}`];
}

describe("boundaries between rooms", () => {
  const imports = listImports();

  it("every room is in the table", () => {
    const rooms = new Set(
      listSourceFiles()
        .map(roomOf)
        .filter((room) => !room.endsWith(".ts")),
    );
    expect([...rooms].toSorted()).toEqual(Object.keys(ROOMS).toSorted());
  });

  it("only what the table allows is imported, runtime or type-only", () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.flatMap(judge)).toEqual([]);
  });

  // The check itself must be able to fail, for each way of writing an import.
  it.each([
    ['import { x } from "../scan/run-scan.ts";', "access/a.ts"],
    ['import type { X } from "../access/known.ts";', "emulator/a.ts"],
    ['export type { X } from "../plan/plan-app.ts";', "access/a.ts"],
    ['type X = import("../access/known.ts").Known<string>;', "render/html/../a.ts"],
    ['const x = await import("node:fs");', "plan/a.ts"],
    ['import "@azure/identity";', "cli/a.ts"],
    ['import { readFileSync } from "node:fs";', "render/a.ts"],
    ['import lodash from "lodash";', "cli/a.ts"],
  ])("finds %s in %s", (text, file) => {
    expect(importsOf(file, text).flatMap(judge)).toHaveLength(1);
  });

  it("dependency-cruiser sees every file and no cycle", async () => {
    const { output } = await cruise(["src"], {
      parser: "swc",
      ruleSet: {
        forbidden: [{ name: "no-circular", severity: "error", from: {}, to: { circular: true } }],
      },
      validate: true,
      doNotFollow: { path: "node_modules" },
    });
    if (typeof output === "string") throw new Error(output);
    expect(output.summary.totalCruised).toBeGreaterThanOrEqual(listSourceFiles().length);
    expect(output.summary.violations.filter(({ rule }) => rule.name === "no-circular")).toEqual([]);
  });

  it("pure rooms have no clock and no randomness", () => {
    const impure = /\b(?:Date\.now|new Date\(\s*\)|Math\.random|performance\.now|process\.)/;
    const found = listSourceFiles().filter(
      (file) => PURE_ROOMS.includes(roomOf(file)) && impure.test(readSource(file)),
    );
    expect(found).toEqual([]);
  });

  it("main.ts alone touches the process", () => {
    const found = listSourceFiles().filter(
      (file) => file !== "main.ts" && /\bprocess\.|from "node:process"/.test(readSource(file)),
    );
    expect(found).toEqual([]);
  });

  it("there are no barrels, default exports or utils", () => {
    const found = listSourceFiles().filter(
      (file) =>
        /(^|\/)(index|utils?|helpers?)\.ts$/.test(file) ||
        /^export default|^export \* from/m.test(readSource(file)),
    );
    expect(found).toEqual([]);
  });
});
