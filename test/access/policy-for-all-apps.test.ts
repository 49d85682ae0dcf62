import { describe, expect, it } from "vitest";
import { appsOfPolicy } from "../../src/access/policy-for-all-apps.ts";
import { appIdOf, groupKey } from "../generator/ids.ts";
import { restrict } from "../arbitraries/rows.ts";

const ONE = appIdOf(1);
const TWO = appIdOf(2);

describe("appsOfPolicy", () => {
  it.each([
    ["one id", ONE, [ONE]],
    ["one id in upper case", ONE.toUpperCase(), [ONE]],
    ["ids with commas", `${ONE},${TWO}`, [ONE, TWO]],
    ["ids with semicolons and blanks", ` ${ONE}; ${TWO} `, [ONE, TWO]],
    ["the documented star", "*", "all"],
    ["a word", "All", "all"],
    ["a star beside an id", `${ONE},*`, "all"],
    ["a name beside an id", `${ONE},Mailer`, "all"],
    ["an id that is cut off", ONE.slice(0, -1), "all"],
    ["nothing", "", "all"],
    ["blanks", "  ", "all"],
  ])("%s", (_name, printed, expected) => {
    const apps = appsOfPolicy(restrict(printed, groupKey(1)));
    expect(apps === "all" ? apps : [...apps]).toEqual(expected);
  });
});
