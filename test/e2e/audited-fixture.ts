import { cp } from "node:fs/promises";
import { join } from "node:path";
import { FIXTURES, runScopewright, workFolder, type Ran } from "./run-scopewright.ts";

export interface AuditedFixture {
  /** The pack; for reading alone, since other tests read it too. */
  readonly pack: string;
  readonly ran: Ran;
}

const audited = new Map<string, Promise<AuditedFixture>>();

/** The pack that `audit` makes of a fixture: made once, for all files that one worker runs. */
export function auditFixture(name: string): Promise<AuditedFixture> {
  const known = audited.get(name) ?? audit(name);
  audited.set(name, known);
  return known;
}

/** A copy of the pack that `audit` makes of a fixture, in a folder of its own. */
export async function copyAuditedFixture(name: string): Promise<string> {
  const pack = join(await workFolder(), "pack");
  await cp((await auditFixture(name)).pack, pack, { recursive: true });
  return pack;
}

async function audit(name: string): Promise<AuditedFixture> {
  const pack = join(await workFolder(), "pack");
  return { pack, ran: await runScopewright(["audit", join(FIXTURES, name), "--out", pack]) };
}
