import { isGuid } from "../../../model/ids.ts";
import { cannotConvert } from "../../call-parameters.ts";
import type { WritingCall, WritingCmdlet } from "../../cmdlet.ts";
import { readRows, sectionOf } from "../../read-section.ts";
import { keyOf } from "../../recipient-directory.ts";
import type { RawRow } from "../../row-values.ts";
import { lowerTextOf, textOf } from "../../row-values.ts";
import { objectNotFound, ServiceFault } from "../../service-fault.ts";
import type { TenantState } from "../../tenant-state.ts";
import { findRecipient } from "../find-recipient.ts";
import { nameTaken } from "./new-object.ts";

const SECTION = "exchange/applicationAccessPolicies";
const RIGHTS = ["RestrictAccess", "DenyAccess"];

/**
 * Kinds of recipient that can be the scope.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy
 *   "-PolicyScopeGroupId" (docs as of 2026-08-21)
 */
const SECURITY_PRINCIPALS = ["usermailbox", "mailuser", "mailuniversalsecuritygroup"];

/**
 * Characters that the descriptions of all policies may take, each policy counted with some of its own.
 *
 * Only this is documented: about 300 policies fit where each description is one blank, and 100 did with the default one
 * (of about 190 characters). The two numbers are what makes both true.
 */
const POLICY_SPACE = 28_500;
const POLICY_OWN_SPACE = 94;

export const newApplicationAccessPolicy: WritingCmdlet = {
  name: "New-ApplicationAccessPolicy",
  computes: ["AccessRight", "AppId", "Description", "PolicyScopeGroupId"],
  write: (call) => {
    const { parameters, make } = call;
    const asked = parameters.text("AccessRight") ?? "";
    const right = RIGHTS.find((one) => one.toLowerCase() === asked.toLowerCase());
    if (right === undefined) {
      throw cannotConvert("AccessRight", "Microsoft.Exchange.ApplicationAccessRight", RIGHTS);
    }
    const policies = policiesOf(call.state);
    const rows = appIdsOf(call).map((app) => policyOf(call, app, right));
    const known = new Set(policies.map((row) => lowerTextOf(row, "Identity")));
    const taken = rows.find((row) => known.has(lowerTextOf(row, "Identity")));
    if (taken !== undefined) throw nameTaken(textOf(taken, "Identity") ?? "");
    assertSpace([...policies, ...rows]);
    make({
      what: `New-ApplicationAccessPolicy ${rows.map((row) => String(row["Identity"])).join(", ")}`,
      settles: "policy",
      edits: rows.map((row) => ({ kind: "addRow", section: SECTION, row })),
    });
    return rows;
  },
};

export const removeApplicationAccessPolicy: WritingCmdlet = {
  name: "Remove-ApplicationAccessPolicy",
  computes: ["Identity"],
  write: ({ state, parameters, make }) => {
    const value = (parameters.text("Identity") ?? "").trim();
    const isKnown = policiesOf(state).some(
      (row) => lowerTextOf(row, "Identity") === value.toLowerCase(),
    );
    if (!isKnown) throw objectNotFound(value);
    make({
      what: `Remove-ApplicationAccessPolicy ${value}`,
      settles: "policy",
      edits: [{ kind: "removeRows", section: SECTION, match: { property: "Identity", value } }],
    });
    return [];
  },
};

/** A tenant that never had a policy has none. */
const policiesOf = (state: TenantState): readonly RawRow[] =>
  sectionOf(state, SECTION).status === "absent" ? [] : readRows(state, SECTION);

function appIdsOf({ parameters }: WritingCall): readonly string[] {
  const ids = [...new Set(parameters.list("AppId")?.map((id) => id.toLowerCase()))];
  const stranger = ids.find((id) => id !== "*" && !isGuid(id));
  if (stranger !== undefined) throw cannotConvert("AppId", "System.Guid");
  return ids;
}

function policyOf({ state, parameters }: WritingCall, app: string, right: string): RawRow {
  const scope = findSecurityPrincipal(state, parameters.text("PolicyScopeGroupId") ?? "");
  const key = keyOf(scope) ?? "";
  const sid = textOf(scope, "Sid") ?? sidOf(key);
  const raw = `${sid};${key}`;
  return {
    ScopeName: textOf(scope, "DisplayName") ?? textOf(scope, "Name") ?? "",
    ScopeIdentity: textOf(scope, "Name") ?? "",
    Identity: `${state.tenant.id}\\${app}:${raw}`,
    AppId: app,
    ScopeIdentityRaw: raw,
    Description: parameters.has("Description")
      ? (parameters.text("Description") ?? " ")
      : `AppId: ${app}; ScopeIdentitySid: ${sid}; ScopeIdentityOid: ${key}; AccessRight: ${right}; ShardType: All`,
    AccessRight: right,
    ShardType: "All",
    IsValid: true,
    ObjectState: "Unchanged",
  };
}

function findSecurityPrincipal(state: TenantState, identity: string): RawRow {
  const recipient = findRecipient(state, identity);
  const type = lowerTextOf(recipient, "RecipientTypeDetails") ?? "";
  if (!SECURITY_PRINCIPALS.includes(type)) throw noSecurityPrincipal();
  return recipient;
}

/** The evidence tells no SID: one that follows from the object. */
const sidOf = (key: string): string => `S-1-5-21-1-1-1-${Number.parseInt(key.slice(-7), 16) || 0}`;

function assertSpace(policies: readonly RawRow[]): void {
  const lengths = policies.map(
    (row) => POLICY_OWN_SPACE + Math.max((textOf(row, "Description") ?? "").length, 1),
  );
  if (lengths.reduce((sum, length) => sum + length, 0) <= POLICY_SPACE) return;
  throw new ServiceFault(
    "badRequest",
    "The total size of App Access Policies exceeded the limit.",
    "Microsoft.Exchange.Management.AppAccessPolicySizeLimitException",
  );
}

const noSecurityPrincipal = (): ServiceFault =>
  new ServiceFault(
    "badRequest",
    "The identity of the policy scope is not a security principal.",
    "System.ArgumentException",
  );
