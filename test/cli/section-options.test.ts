import createYargs from "yargs";
import { describe, expect, it } from "vitest";

import { nearestName } from "../../src/cli/nearest-name.ts";
import { addSectionOptions, readSectionOptions } from "../../src/cli/section-options.ts";
import { SECTION_NAMES } from "../../src/model/sections.ts";
import { type AskedSections, EVERY_SECTION } from "../../src/scan/asked-sections.ts";

async function parse(...args: readonly string[]): Promise<AskedSections> {
  const yargs = addSectionOptions(createYargs([...args]))
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      throw error ?? new Error(message ?? "");
    });
  return readSectionOptions(await yargs.parseAsync());
}

describe("the options that say which sections are read", () => {
  it("say nothing when nobody gives them", async () => {
    expect(await parse()).toEqual(EVERY_SECTION);
  });

  it.each([
    [["--include", "signInActivities,graph/users"]],
    [["--include", "users", "--include", "graph/SIGNINACTIVITIES"]],
    [["--include", " users , signinactivities,users "]],
  ])("take names in any case, with or without their prefix, in any order: %j", async (args) => {
    expect((await parse(...args)).include).toEqual(["graph/users", "graph/signInActivities"]);
  });

  it("tell only from skip, and all policy checks from some", async () => {
    const args = ["--only", "roles,recipients", "--skip", "graph/groups", "--policy-checks", "all"];
    expect(await parse(...args)).toEqual({
      include: [],
      only: ["exchange/roles", "exchange/recipients"],
      skip: ["graph/groups"],
      policyChecks: "all",
      decidedGroups: [],
    });
  });

  it("leave a positional argument that follows alone", async () => {
    const yargs = addSectionOptions(createYargs(["--skip", "roles", "evidence"]));
    expect((await yargs.parseAsync())._).toEqual(["evidence"]);
  });

  it.each([
    ["--skip", "recipient", "--skip `recipient` is no section of evidence", "recipients"],
    ["--only", "exchange/polcyChecks", "is no section of evidence", "exchange/policyChecks"],
    ["--include", "signInActivity", "is no section of evidence", "signInActivities"],
    ["--include", "user", "is no section of evidence", "users"],
  ])("refuse an unknown name and give the nearest: %s %s", async (option, name, message, near) => {
    await expect(parse(option, name)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(message) as string,
      hint: `did you mean \`${near}\`?`,
    });
  });

  it.each([
    ["--skip", "servicePrincipals", "may be exchange/servicePrincipals or graph/servicePrincipals"],
    ["--include", "recipients", "`exchange/recipients` is read by every scan"],
    ["--only", ",", "--only names no section"],
    ["--skip", "a\u001b[31m", "`a\\u001b[31m` is no section"],
  ])("refuse %s %j", async (option, name, message) => {
    await expect(parse(option, name)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(message) as string,
    });
  });

  it("refuse an option without a name", async () => {
    await expect(parse("--only")).rejects.toThrow(/only/);
    await expect(parse("--policy-checks", "every")).rejects.toThrow(/policy-checks/);
  });
});

describe("nearestName", () => {
  it.each([
    ["rols", "roles"],
    ["ROLES", "roles"],
    ["rloes", "roles"],
    ["rolesets", "roles"],
    ["rcpts", "recipients"],
    ["", "ab"],
  ])("takes %j for %s", (text, expected) => {
    expect(nearestName(text, ["recipients", "roles", "ab"])).toBe(expected);
  });

  it("knows every section by its name with one letter wrong", () => {
    for (const name of SECTION_NAMES) {
      expect(nearestName(`${name.slice(0, 12)}x${name.slice(13)}`, SECTION_NAMES)).toBe(name);
    }
  });

  it("has no answer without names", () => {
    expect(nearestName("x", [])).toBeUndefined();
  });
});
