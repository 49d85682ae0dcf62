import type { FilterProperty, FilterTree } from "../filter-tree.ts";
import { addressesOf, userPrincipalName } from "../rows/recipient-rows.ts";
import { nestedGroups, policiesOf, trueMembers } from "../sight.ts";
import type {
  GroupDescription,
  PolicyDescription,
  RecipientDescription,
  TenantDescription,
} from "../tenant-description.ts";

/** What the service itself would answer, from what is true of the tenant, read or not. */

/** Tells whether `Get-Recipient -Filter` finds the recipient. */
export function matchesFilter(
  tenant: TenantDescription,
  recipient: RecipientDescription | GroupDescription,
  filter: FilterTree,
): boolean {
  const matches = (inner: FilterTree): boolean => matchesFilter(tenant, recipient, inner);
  switch (filter.kind) {
    case "and":
      return matches(filter.left) && matches(filter.right);
    case "or":
      return matches(filter.left) || matches(filter.right);
    case "not":
      return !matches(filter.inner);
    case "memberOf":
      return trueMembers(tenant, filter.group).includes(recipient.key);
    default:
      return valuesOf(tenant, recipient, filter.property).some((value) => passes(value, filter));
  }
}

type Comparison = Extract<FilterTree, { readonly property: FilterProperty }>;

/** Comparisons ignore case; a blank value equals nothing but blank. */
function passes(value: string, filter: Comparison): boolean {
  const lower = value.toLowerCase();
  switch (filter.kind) {
    case "eq":
      return lower === filter.value.toLowerCase();
    case "ne":
      return lower !== filter.value.toLowerCase();
    case "like":
      return lower.startsWith(filter.prefix.toLowerCase());
    case "blank":
      return value === "";
  }
}

/** `Test-ApplicationAccessPolicy`: the policy layer alone, nested groups as this tenant treats them. */
export function policyAnswer(
  tenant: TenantDescription,
  app: string,
  mailbox: string,
): "Granted" | "Denied" {
  const policies = policiesOf(tenant, app);
  const reaches = (policy: PolicyDescription): boolean => isInScope(tenant, policy.scope, mailbox);
  const ofRight = (right: PolicyDescription["accessRight"]): PolicyDescription[] =>
    policies.filter(({ accessRight }) => accessRight === right);
  if (ofRight("DenyAccess").some(reaches)) return "Denied";
  const restricting = ofRight("RestrictAccess");
  return restricting.length === 0 || restricting.some(reaches) ? "Granted" : "Denied";
}

function isInScope(tenant: TenantDescription, scope: string, mailbox: string): boolean {
  if (scope === mailbox) return true;
  const membersOf = (key: string): readonly string[] => trueMembers(tenant, key);
  if (membersOf(scope).includes(mailbox)) return true;
  if (tenant.nestedUnderPolicy === "ignored") return false;
  return nestedGroups(tenant, scope, membersOf).some((group) => membersOf(group).includes(mailbox));
}

/** The primary address "also searches" every proxy address; all other properties have one value. */
const valuesOf = (
  tenant: TenantDescription,
  recipient: RecipientDescription | GroupDescription,
  property: FilterProperty,
): readonly string[] =>
  property === "PrimarySmtpAddress"
    ? addressesOf(tenant, recipient)
    : [valueOf(tenant, recipient, property)];

type SingleProperty = Exclude<FilterProperty, "PrimarySmtpAddress">;

function valueOf(
  tenant: TenantDescription,
  recipient: RecipientDescription | GroupDescription,
  property: SingleProperty,
): string {
  if (property === "Alias") return recipient.alias;
  if (property === "RecipientTypeDetails") return recipient.type;
  if (property === "ExternalDirectoryObjectId") return directoryObjectId(recipient);
  return "department" in recipient ? personalValue(tenant, recipient, property) : "";
}

function personalValue(
  tenant: TenantDescription,
  recipient: RecipientDescription,
  property: Exclude<SingleProperty, "Alias" | "RecipientTypeDetails" | "ExternalDirectoryObjectId">,
): string {
  switch (property) {
    case "Company":
      return recipient.company;
    case "CustomAttribute1":
      return recipient.customAttribute1;
    case "Department":
      return recipient.department;
    case "Office":
      return recipient.office;
    case "UserPrincipalName":
      return userPrincipalName(tenant, recipient) ?? "";
  }
}

function directoryObjectId(recipient: RecipientDescription | GroupDescription): string {
  const without =
    recipient.type === "DynamicDistributionGroup" ||
    ("withoutDirectoryObject" in recipient && recipient.withoutDirectoryObject === true);
  return without ? "" : recipient.key;
}
