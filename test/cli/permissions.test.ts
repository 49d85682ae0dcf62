import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import type { ApiPermissionName } from "../../src/model/api-permissions.ts";
import { REMEDIATION_RIGHTS } from "../../src/model/remediation-rights.ts";
import { SECTION_NAMES } from "../../src/model/sections.ts";

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const said: string[] = [];
  const exitCode = await runCli(["permissions", ...args], {
    stdout: async (text) => void out.push(text),
    stderr: (text) => void said.push(text),
    stderrIsTty: false,
    env: {},
    now: () => new Date(0),
    packageFolder: join(import.meta.dirname, "..", ".."),
    onInterrupt: () => () => undefined,
    untilInterrupted: async () => undefined,
  });
  return { exitCode, text: out.join(""), said: said.join("") };
}

interface Printed {
  readonly registration?: {
    readonly steps: readonly { readonly for: string }[];
    readonly permissions: readonly {
      readonly permission: ApiPermissionName;
      readonly applicationId?: string;
      readonly delegatedId?: string;
    }[];
  };
  readonly sections?: readonly { readonly section: string }[];
  readonly remediation?: readonly { readonly phase: string; readonly entraRoles: string[] }[];
}

const json = async (...args: readonly string[]): Promise<Printed> =>
  JSON.parse((await run("--json", ...args)).text) as Printed;

describe("scopewright permissions", () => {
  it("prints all parts, for people and for machines", async () => {
    const { exitCode, text } = await run();
    expect(exitCode).toBe(0);
    for (const words of ["Exchange.ManageAsApp", "graph/users", "rollback-3", "https://learn"]) {
      expect(text).toContain(words);
    }
    const printed = await json();
    expect(Object.keys(printed)).toEqual(["registration", "sections", "remediation"]);
    expect(printed.sections?.map(({ section }) => section)).toEqual(SECTION_NAMES);
    expect(printed.remediation?.map(({ phase }) => phase)).toEqual(Object.keys(REMEDIATION_RIGHTS));
  });

  it("says what rolling back needs beyond the cut-over", async () => {
    const { remediation = [] } = await json("--only", "remediation");
    const rolesOf = (phase: string) => remediation.find((one) => one.phase === phase)?.entraRoles;
    expect(rolesOf("rollback-3")).toEqual(["Privileged Role Administrator"]);
    expect(rolesOf("3-cutover")).not.toContain("Privileged Role Administrator");
  });

  it("prints one part, for one kind of identity", async () => {
    const { registration, ...others } = await json("--only", "registration", "--as", "app");
    expect(others).toEqual({});
    const names = registration?.permissions.map(({ permission }) => permission);
    expect(names).toContain("Exchange.ManageAsApp");
    expect(names).not.toContain("Exchange.Manage");
    expect(registration?.permissions.filter((one) => "delegatedId" in one)).toEqual([]);
    expect(registration?.steps.filter((step) => step.for === "person")).toEqual([]);
    const { text } = await run("--only", "registration", "--as", "person");
    expect(text).toContain("Exchange.Manage ");
    expect(text).not.toContain("Exchange.ManageAsApp");
    expect(text).not.toContain("graph/users");
  });

  it("knows no other part", async () => {
    expect(await run("--only", "everything")).toMatchObject({ exitCode: 64, text: "" });
  });
});
