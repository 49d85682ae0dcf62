import type { PlanData } from "../documents/plan-data.ts";
import { writeFolder } from "../documents/write-folder.ts";
import type { Rehearsal } from "../model/rehearsal.ts";
import type { CliIo } from "./cli-io.ts";
import { loadTemplates } from "./load-templates.ts";

/** Writes the whole pack of a plan into a folder, all or nothing. */
export async function writePack(
  io: CliIo,
  data: PlanData,
  target: {
    readonly folder: string;
    readonly force: boolean;
    readonly replaces?: readonly string[];
    /** Of this very plan. */
    readonly rehearsal?: Rehearsal | undefined;
  },
): Promise<void> {
  const { tool, evidence } = data.plan;
  const { packFiles } = await import("./pack-files.ts");
  const templates = await loadTemplates(io.packageFolder);
  await writeFolder(target.folder, packFiles(data, templates, target.rehearsal), {
    force: target.force,
    replaces: target.replaces ?? [],
    about: { tool, evidence: evidence.sha256 },
  });
}
