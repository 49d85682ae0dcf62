import type { FilterTree } from "../generator/filter-tree.ts";
import { isRead, membersSeen } from "../generator/sight.ts";
import type { RecipientDescription, TenantDescription } from "../generator/tenant-description.ts";
import { matchesFilter } from "../generator/witnesses/service-answers.ts";
import { allOf, anyOf, negate, type Answer } from "./answer.ts";

/** Whether a mailbox is in a filter, as far as what was read can tell. */
export function answerFilter(
  tenant: TenantDescription,
  mailbox: RecipientDescription,
  filter: FilterTree,
): Answer {
  const answer = (inner: FilterTree): Answer => answerFilter(tenant, mailbox, inner);
  switch (filter.kind) {
    case "and":
      return allOf([answer(filter.left), answer(filter.right)]);
    case "or":
      return anyOf([answer(filter.left), answer(filter.right)]);
    case "not":
      return negate(answer(filter.inner));
    case "memberOf":
      return membersSeen(tenant, filter.group)?.includes(mailbox.key) ?? null;
    default:
      return isReadable(tenant, filter.property) ? matchesFilter(tenant, mailbox, filter) : null;
  }
}

/** Rows of recipients carry every property but the user principal name. */
const isReadable = (tenant: TenantDescription, property: string): boolean =>
  property !== "UserPrincipalName" || isRead(tenant, "graph/users");
