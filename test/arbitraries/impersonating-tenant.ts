import * as fc from "fast-check";
import type { ImpersonationDecision } from "../../src/model/impersonation-decision.ts";
import { appIdOf, groupKey, objectGuid } from "../generator/ids.ts";
import { memberOf } from "../generator/filter-tree.ts";
import { groupDn } from "../generator/rows/distinguished-name.ts";
import type {
  ImpersonationAssignment,
  TenantDescription,
} from "../generator/tenant-description.ts";
import { anyFencedTenant, anyPlainTenant } from "./plain-tenant.ts";

/** A tenant whose accounts impersonate, with decisions on some of them. */
export interface ImpersonatingTenant {
  readonly tenant: TenantDescription;
  readonly decisions: Readonly<Record<string, ImpersonationDecision>>;
}

/** Management scopes of the assignments: of a group, by name. */
export const IMPERSONATED_GROUPS: Readonly<Record<string, number>> = { First: 1, Second: 2 };
const PERMISSIONS = ["Mail.Read", "Mail.Send", "Contacts.Read", "EWS.AccessAsApp"];

const assignmentOf = (number: number): fc.Arbitrary<ImpersonationAssignment> =>
  fc.record({
    name: fc.constant(`Impersonation ${String(number)}`),
    role: fc.constantFrom("ApplicationImpersonation", "Custom Impersonation"),
    assigneeType: fc.constantFrom("User", "RoleGroup", "SecurityGroup"),
    assignee: fc.constant(`svc-${String(number)}`),
    members: fc.subarray([`svc-${String(number)}-a`, `svc-${String(number)}-b`], { minLength: 1 }),
    scope: fc.constantFrom(null, ...Object.keys(IMPERSONATED_GROUPS)),
  });

/** A decision that can be carried out, as far as the scope of the assignment goes; undefined = none. */
function decisionOn(
  tenant: TenantDescription,
  { scope }: ImpersonationAssignment,
): fc.Arbitrary<ImpersonationDecision | undefined> {
  const filters = [1, 2, 3].map((number) => ({ filter: filterOf(tenant, number) }));
  const replaced = fc.record({
    application: fc.constantFrom(appIdOf(1), appIdOf(2)),
    permissions: fc.subarray(PERMISSIONS, { minLength: 1, maxLength: 2 }),
    scope:
      scope === null
        ? fc.constantFrom(...filters)
        : fc.constantFrom("carryOver" as const, ...filters),
  });
  return fc.oneof(
    { weight: 4, arbitrary: replaced },
    { weight: 1, arbitrary: fc.constant({ application: null }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

/** As people write it: another case than the tool's own. */
const filterOf = (tenant: TenantDescription, number: number): string =>
  `memberofgroup -eq '${groupDn(tenant, groupKey(number))}'`;

/** The users of an assignment, as its items name them. */
export const usersOf = ({
  assigneeType,
  assignee,
  members,
}: ImpersonationAssignment): readonly string[] => (assigneeType === "User" ? [assignee] : members);

/** Tenants with legacy apps of every shape, in which accounts impersonate and some of them are decided. */
export const anyImpersonatingTenant: fc.Arbitrary<ImpersonatingTenant> = fc
  .record({
    tenant: fc.oneof(anyPlainTenant, anyFencedTenant),
    assignments: fc.tuple(assignmentOf(0), assignmentOf(1)),
  })
  .map(({ tenant, assignments }) => ({
    ...tenant,
    scopes: [
      ...tenant.scopes,
      ...Object.entries(IMPERSONATED_GROUPS).map(([name, number]) => ({
        name,
        filter: memberOf(groupKey(number)),
      })),
    ],
    impersonation: {
      present: true,
      childRoles: ["Custom Impersonation"],
      assignments: [...assignments],
    },
    unread: {},
  }))
  .chain((tenant) =>
    fc
      .tuple(
        ...tenant.impersonation.assignments.flatMap((assignment, index) =>
          usersOf(assignment).map((user) =>
            decisionOn(tenant, assignment).map(
              (decision) => [`${objectGuid(3000 + index)}/${user}`, decision] as const,
            ),
          ),
        ),
      )
      .map((pairs) => ({
        tenant,
        decisions: Object.fromEntries(
          pairs.flatMap(([id, decision]) => (decision === undefined ? [] : [[id, decision]])),
        ),
      })),
  );
