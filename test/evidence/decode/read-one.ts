import { readEvidence } from "../../../src/evidence/read-evidence.ts";
import { keyFields, parentKeyOf } from "../../../src/evidence/parent-key.ts";
import type { SectionName } from "../../../src/model/sections.ts";
import { writeFolder } from "../evidence-folder.ts";

/** Reads one line of one section through a folder, and returns the decoded row, or what was wrong with it. */
export async function readOne(
  name: SectionName,
  line: unknown,
  properties: readonly string[] = [],
): Promise<unknown> {
  const parent = keyFields(name).length === 0 ? undefined : parentKeyOf(name, line);
  const parents = parent === undefined ? [] : [{ key: parent, status: "read" as const }];
  const folder = await writeFolder({ [name]: { lines: [line], parents } });
  const { sections } = await readEvidence(folder, {
    recipientProperties: () => new Set(properties),
  });
  const section = sections[name];
  if (section.status !== "read") return "message" in section ? section.message : section.status;
  if ("rows" in section) return section.rows[0];
  const [read] = section.parents.values();
  return read?.status === "read" ? read.rows[0] : read?.status;
}
