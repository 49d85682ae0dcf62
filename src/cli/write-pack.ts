import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { countApprovals } from "../documents/approvals-file.ts";
import type { PlanData } from "../documents/plan-data.ts";
import { writeFolder } from "../documents/write-folder.ts";
import { AppError } from "../errors.ts";
import type { CliIo } from "./cli-io.ts";
import { loadTemplates } from "./load-templates.ts";
import type { PackExtras } from "./pack-files.ts";

/** Writes the whole pack of a plan into a folder, all or nothing. */
export async function writePack(
  io: CliIo,
  data: PlanData,
  target: {
    readonly folder: string;
    readonly force: boolean;
    readonly replaces?: readonly string[];
    /** The board's file, which may be the one of the pack that is replaced. */
    readonly approvals?: string | undefined;
    readonly extras?: PackExtras;
  },
): Promise<void> {
  const { tool, evidence } = data.plan;
  const { packFiles } = await import("./pack-files.ts");
  const templates = await loadTemplates(io.packageFolder);
  if (target.approvals === undefined) await assertNoApprovals(target.folder);
  await writeFolder(target.folder, packFiles(data, templates, target.extras), {
    force: target.force,
    replaces: target.replaces ?? [],
    taken:
      target.approvals === undefined
        ? []
        : [relative(target.folder, target.approvals).split(sep).join("/")],
    about: { tool, evidence: evidence.sha256 },
  });
}

/** What a board approved is not dropped without a word. */
async function assertNoApprovals(folder: string): Promise<void> {
  const path = join(folder, "scripts", "approvals.json");
  const text = await readFile(path, "utf8").catch(() => "{}");
  const count = countApprovals(text);
  if (count === 0) return;
  throw new AppError(
    "cannotWrite",
    `\`${path}\` holds decisions that would be gone: ${String(count)} approved`,
    {
      hint: `give them with report --approvals ${join(folder, "csv", "approvals.csv")}, or choose another folder with --out`,
    },
  );
}
