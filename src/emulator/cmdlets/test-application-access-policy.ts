import { isGuid } from "../../model/ids.ts";
import type { Cmdlet } from "../cmdlet.ts";
import { isDirectMember, isNestedMember } from "../group-membership.ts";
import type { Membership } from "../group-membership.ts";
import {
  assertParentNotRefused,
  assertSectionNotRefused,
  parentRowsIfRead,
  rowsIfRead,
  sectionOf,
} from "../read-section.ts";
import { groupKindOf, keyOf } from "../recipient-directory.ts";
import type { RawRow } from "../row-values.ts";
import { lowerTextOf, textOf, valueOf } from "../row-values.ts";
import { notRecorded } from "../service-fault.ts";
import type { TenantState } from "../tenant-state.ts";
import { findRecipient } from "./find-recipient.ts";

/**
 * Answers what the policies of an app say of one mailbox, and of nothing else: an app without a policy is granted.
 *
 * A deny policy that matches wins; then the app is denied where it has restrict policies and none matches. A scope
 * that was deleted has no members, and its policy still counts.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy "Description"
 *   (docs as of 2026-08-21)
 */
export const testApplicationAccessPolicy: Cmdlet = {
  name: "Test-ApplicationAccessPolicy",
  section: "exchange/policyChecks",
  computes: ["Identity", "AppId"],
  run: ({ state, parameters }) => {
    assertSectionNotRefused(state, "exchange/policyChecks");
    const app = (parameters.text("AppId") ?? "").trim();
    const mailbox = findRecipient(state, parameters.text("Identity") ?? "");
    const pair = `${app.toLowerCase()}/${keyOf(mailbox) ?? ""}`;
    assertParentNotRefused(state, "exchange/policyChecks", pair);
    const result = state.settings.policyChecks.get(pair) ?? decidePolicies(state, app, mailbox);
    if (result !== undefined)
      return { rows: [{ ...describe(app, mailbox), AccessCheckResult: result }] };
    const recorded = parentRowsIfRead(state, "exchange/policyChecks", pair) ?? [];
    if (recorded.length === 0) throw notRecorded(`what the policies of ${app} say of ${pair}`);
    return { rows: recorded };
  },
};

const describe = (app: string, mailbox: RawRow): RawRow => ({
  AppId: app,
  Mailbox: textOf(mailbox, "Name") ?? textOf(mailbox, "Alias") ?? "",
  MailboxId: keyOf(mailbox) ?? "",
  MailboxSid: valueOf(mailbox, "Sid") ?? null,
});

/** What the policies of an app say of a mailbox; undefined where the tenant does not tell. */
export function decidePolicies(
  state: TenantState,
  app: string,
  mailbox: RawRow,
): "Granted" | "Denied" | undefined {
  const policies = policiesOf(state, app);
  if (policies === undefined) return undefined;
  const denies = policies.filter((row) => lowerTextOf(row, "AccessRight") === "denyaccess");
  const restricts = policies.filter((row) => lowerTextOf(row, "AccessRight") === "restrictaccess");
  if (denies.length + restricts.length < policies.length) return undefined;
  const denied = inAnyScope(state, denies, mailbox);
  const restricted = restricts.length === 0 ? "true" : inAnyScope(state, restricts, mailbox);
  if (denied === "true" || restricted === "false") return "Denied";
  return denied === "false" && restricted === "true" ? "Granted" : undefined;
}

/** The policies that name the app, or all apps; undefined when policies were not read. */
function policiesOf(state: TenantState, app: string): readonly RawRow[] | undefined {
  if (sectionOf(state, "exchange/applicationAccessPolicies").status === "absent") return [];
  return rowsIfRead(state, "exchange/applicationAccessPolicies")?.filter((row) => {
    const names = (textOf(row, "AppId") ?? "").split(/[,;\s]+/);
    return names.some((name) => !isGuid(name) || name.toLowerCase() === app.toLowerCase());
  });
}

function inAnyScope(state: TenantState, policies: readonly RawRow[], mailbox: RawRow): Membership {
  const answers = policies.map((policy) => inScope(state, policy, mailbox));
  if (answers.includes("true")) return "true";
  return answers.includes("unknown") ? "unknown" : "false";
}

/** The scope is one recipient: a group stands for its members, anything else for itself. */
function inScope(state: TenantState, policy: RawRow, mailbox: RawRow): Membership {
  const scope = scopeIdOf(policy);
  const key = keyOf(mailbox);
  if (scope === undefined || key === undefined) return "unknown";
  const recipient = state.directory.byKey(scope);
  const isDeleted = recipient === undefined && !wasAskedFor(state, scope);
  if (isDeleted) return "false";
  if (recipient !== undefined && groupKindOf(recipient) === undefined) {
    return scope === key ? "true" : "false";
  }
  return state.settings.nestedUnderPolicy === "honoured"
    ? isNestedMember(state, scope, key)
    : isDirectMember(state, scope, key);
}

const wasAskedFor = (state: TenantState, group: string): boolean =>
  sectionOf(state, "exchange/groupMembers").parents.has(group);

/** The Entra object id at the end of `ScopeIdentityRaw` or, failing that, of `Identity`. */
function scopeIdOf(policy: RawRow): string | undefined {
  return ["ScopeIdentityRaw", "Identity"]
    .map((name) => lowerTextOf(policy, name)?.split(";").at(-1)?.trim() ?? "")
    .find(isGuid);
}
