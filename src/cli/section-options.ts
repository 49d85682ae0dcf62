import type { Argv } from "yargs";
import { AppError } from "../errors.ts";
import { SECTION_NAMES, SECTIONS, type SectionName } from "../model/sections.ts";
import type { AskedSections } from "../scan/asked-sections.ts";
import { nearestName } from "./nearest-name.ts";
import { plainText } from "./plain-text.ts";

const ON_DEMAND = SECTION_NAMES.filter((name) => SECTIONS[name].optional !== false);

/** Adds the options that say which sections of evidence are read. */
export function addSectionOptions<T>(yargs: Argv<T>): Argv<T> {
  return yargs
    .option("include", {
      type: "string",
      requiresArg: true,
      describe: `read these as well: ${ON_DEMAND.map(bareName).join(", ")}; mailboxPermissions costs one request a mailbox, signInActivities needs Entra ID P1 or P2`,
    })
    .option("only", {
      type: "string",
      requiresArg: true,
      describe: "read only these sections and what they build on, such as recipients,groupMembers",
    })
    .option("skip", {
      type: "string",
      requiresArg: true,
      describe:
        "leave these sections out, and what builds on them: all that rests on them is unknown",
    })
    .option("policy-checks", {
      choices: ["some", "all"] as const,
      default: "some",
      describe:
        "ask about the first or about all members of groups nested under a policy; all costs one request a member and app",
    });
}

/**
 * Reads the options back from what yargs parsed. Names may be in any case, without `exchange/` or `graph/`, and several
 * in one text.
 *
 * @throws AppError `usage` for a name that is no section, or that two sections share
 */
export function readSectionOptions(argv: Readonly<Record<string, unknown>>): AskedSections {
  const names = (option: string): readonly SectionName[] =>
    sortedOnce(listOf(argv[option]).map((name) => resolveName(name, option)));
  const include = names("include");
  const always = include.find((name) => SECTIONS[name].optional === false);
  if (always !== undefined) {
    throw new AppError("usage", `\`${always}\` is read by every scan: --include names the others`, {
      hint: `--include takes ${ON_DEMAND.map(bareName).join(", ")}; --only reads less`,
    });
  }
  const only = argv["only"] === undefined ? null : names("only");
  if (only?.length === 0) throw new AppError("usage", "--only names no section");
  return {
    include,
    only,
    skip: names("skip"),
    policyChecks: argv["policy-checks"] === "all" ? "all" : "some",
    decidedGroups: [],
  };
}

/** In the order of the format and each once, so that two ways to say the same are the same. */
const sortedOnce = (names: readonly SectionName[]): readonly SectionName[] =>
  SECTION_NAMES.filter((name) => names.includes(name));

function listOf(value: unknown): readonly string[] {
  const texts = [value].flat().filter((one) => typeof one === "string");
  const names = texts.flatMap((text) => text.split(",").map((name) => name.trim()));
  return names.filter((name) => name !== "");
}

function resolveName(text: string, option: string): SectionName {
  const wanted = text.toLowerCase();
  const found = SECTION_NAMES.filter((name) =>
    [name, bareName(name)].some((one) => one.toLowerCase() === wanted),
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const shown = plainText(text);
  if (found.length > 1) {
    throw new AppError("usage", `--${option} \`${shown}\` may be ${found.join(" or ")}`, {
      hint: "give the name in full",
    });
  }
  const candidates = option === "include" ? ON_DEMAND : SECTION_NAMES;
  const near = nearestName(text, text.includes("/") ? candidates : candidates.map(bareName));
  throw new AppError("usage", `--${option} \`${shown}\` is no section of evidence`, {
    hint: `did you mean \`${near ?? ""}\`?`,
  });
}

const bareName = (name: SectionName): string => name.split("/")[1] ?? name;
