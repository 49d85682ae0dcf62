import { renderInstant } from "../render/render-instant.ts";
import type { Tenant } from "../model/snapshot.ts";
import type { CliIo } from "./cli-io.ts";
import { describeAge } from "./evidence-age.ts";
import { plainText } from "./plain-text.ts";

/** One line on stderr: of which tenant the evidence is, when it was taken, and how old it is. */
export function sayEvidence(
  io: CliIo,
  evidence: {
    readonly tenant: Pick<Tenant, "id" | "initialDomain">;
    readonly collectedAt: string;
  },
): void {
  const { tenant, collectedAt } = evidence;
  const name = plainText(tenant.initialDomain || tenant.id);
  const taken = plainText(renderInstant(collectedAt));
  io.stderr(`evidence of ${name}, collected ${taken}, ${describeAge(collectedAt, io.now())}\n`);
}
