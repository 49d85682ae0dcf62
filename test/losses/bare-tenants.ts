import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { readyTenant } from "../e2e/tenants.ts";
import { writeTenant } from "../e2e/run-scopewright.ts";
import { appIdOf, groupKey, servicePrincipalIdOf } from "../generator/ids.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { contoso } from "../generator/tenants/contoso/contoso.ts";
import { group, mailboxes } from "../generator/tenants/describe-recipients.ts";
import { northwind } from "../generator/tenants/northwind.ts";
import { readManifestOf } from "./lose-in-folder.ts";

/** Tenants in which more is missing than in any fixture: everything was read, and it is truly not there. */
export const BARE_TENANTS = {
  "no apps": () => writeTenant({ ...northwind, apps: [] }),
  "no policies": () => writeTenant({ ...contoso, policies: [] }),
  "everybody in the group": writeUnknownGroup,
  "scopes gone": () => writeTenant(scopesGone),
} as const satisfies Record<string, () => Promise<string>>;

/** The roles of impersonation are gone, as in most tenants today. */
const unread = { "exchange/impersonationEffectiveUsers": "absent" } as const;

const [mailer] = readyTenant.apps;
const refuser = { appId: appIdOf(2), servicePrincipalId: servicePrincipalIdOf(2) };

/** One app under a group and a scope that is gone, another that only a scope which is gone is denied. */
const scopesGone: TenantDescription = {
  ...readyTenant,
  unread,
  apps: mailer === undefined ? [] : [mailer, { ...mailer, ...refuser, displayName: "Refused" }],
  policies: [
    ...readyTenant.policies,
    { app: appIdOf(1), accessRight: "RestrictAccess", scope: groupKey(98) },
    { app: appIdOf(2), accessRight: "DenyAccess", scope: groupKey(99) },
  ],
};

/** The policy's group has every mailbox in it, and Entra does not have the group. */
async function writeUnknownGroup(): Promise<string> {
  const members = mailboxes(1, 5);
  const groups = [group(1, "MailUniversalSecurityGroup", "Sales", { members })];
  const folder = await writeTenant({ ...readyTenant, groups, unread });
  const manifest = await readManifestOf(folder);
  await writeFile(join(folder, "graph", "groups.ndjson"), "");
  const empty = bytesToHex(sha256(new Uint8Array()));
  const entry = { ...manifest.sections["graph/groups"], rows: 0, sha256: empty };
  const sections = { ...manifest.sections, "graph/groups": entry };
  await writeFile(join(folder, "manifest.json"), JSON.stringify({ ...manifest, sections }));
  return folder;
}
