import { createHash } from "node:crypto";

import type { GeneratedEvidence, GeneratedParent, GeneratedSection } from "./generate-evidence.ts";
import type { SectionName } from "./section-names.ts";
import type { TenantDescription } from "./tenant-description.ts";

/** Cmdlets that the generated collector was allowed to run: those that a scan needs. */
const CMDLETS = [
  "Get-AdministrativeUnit",
  "Get-ApplicationAccessPolicy",
  "Get-DistributionGroupMember",
  "Get-ManagementRole",
  "Get-ManagementRoleAssignment",
  "Get-ManagementScope",
  "Get-OrganizationConfig",
  "Get-Recipient",
  "Get-ServicePrincipal",
  "Get-UnifiedGroupLinks",
  "Test-ApplicationAccessPolicy",
  "Test-ServicePrincipalAuthorization",
];

/** The emulated tenant has the cmdlet where its rows are. */
const cmdletsOf = (evidence: GeneratedEvidence): readonly string[] =>
  evidence.get("exchange/dynamicGroups")?.status === "read"
    ? [...CMDLETS, "Get-DynamicDistributionGroup"].toSorted()
    : CMDLETS;

const ROWS_IN_A_PAGE = 1000;

/** The files of an evidence folder (format 1) by relative path: the sections and the manifest. */
export function evidenceFiles(
  tenant: TenantDescription,
  evidence: GeneratedEvidence,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const sections: Record<string, unknown> = {};
  for (const [index, [name, section]] of [...evidence].entries()) {
    if (section.status === "read") files.set(`${name}.ndjson`, ndjson(section.lines));
    sections[name] = sectionEntry(name, section, stamps(tenant.collectedAt, index));
  }
  files.set(
    "manifest.json",
    `${JSON.stringify(manifest(tenant, { sections, cmdlets: cmdletsOf(evidence) }), undefined, 2)}\n`,
  );
  return files;
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const ndjson = (lines: readonly unknown[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");

function manifest(
  tenant: TenantDescription,
  {
    sections,
    cmdlets,
  }: { readonly sections: Record<string, unknown>; readonly cmdlets: readonly string[] },
): unknown {
  return {
    schemaVersion: 1,
    tool: { name: "scopewright", version: "0.1.0" },
    tenant: {
      id: tenant.id,
      initialDomain: `${tenant.domain}.onmicrosoft.com`,
      displayName: tenant.displayName,
    },
    environment: "exchangeOnline",
    cloud: "worldwide",
    collectedAt: tenant.collectedAt,
    collector: {
      mode: "live",
      identity: "c0000000-0000-4000-8000-000000000999",
      allowedCmdlets: cmdlets,
    },
    sections,
  };
}

function sectionEntry(
  name: SectionName,
  section: GeneratedSection,
  when: { readonly startedAt: string; readonly finishedAt: string },
): unknown {
  if (section.status !== "read") {
    const requests = section.status === "notAsked" ? 0 : 1;
    return { status: section.status, ...when, requests, message: MESSAGES[section.status] };
  }
  const rows = section.lines.length;
  const read = {
    status: "read",
    file: `${name}.ndjson`,
    rows,
    sha256: sha256(ndjson(section.lines)),
    ...when,
  };
  if (section.parents === null) return { ...read, requests: pages(rows) };
  const requests = section.parents.reduce((sum, { lines }) => sum + pages(lines.length), 0);
  return { ...read, requests, parents: section.parents.map((parent) => parentEntry(name, parent)) };
}

const MESSAGES = {
  denied: "The signed-in identity may not run this.",
  failed: "The service did not answer.",
  absent: "The service says that there is no such object.",
  notAsked: "What it would be asked about was not read.",
} as const;

function parentEntry(name: SectionName, { key, status, lines }: GeneratedParent): unknown {
  if (status === "read") return { key, status, rows: lines.length };
  return { key, status, message: status === "notFound" ? notFound(name) : MESSAGES[status] };
}

/** A policy check that is not found is a nested group about which nobody can be asked. */
const notFound = (name: SectionName): string =>
  name === "exchange/policyChecks"
    ? "No mailbox is reached only through this group."
    : MESSAGES.absent;

const pages = (rows: number): number => Math.max(1, Math.ceil(rows / ROWS_IN_A_PAGE));

/** Each section takes five seconds. */
function stamps(collectedAt: string, index: number): { startedAt: string; finishedAt: string } {
  const start = Date.parse(collectedAt) + index * 5000;
  return {
    startedAt: new Date(start).toISOString(),
    finishedAt: new Date(start + 4000).toISOString(),
  };
}
