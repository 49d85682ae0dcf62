import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../ids.ts";
import { and, eq } from "../filter-tree.ts";
import type {
  AppDescription,
  PolicyDescription,
  TenantDescription,
} from "../tenant-description.ts";
import { group, mailboxes, recipient } from "./describe-recipients.ts";
import { quietTenant } from "./quiet-tenant.ts";

const SECURITY = "MailUniversalSecurityGroup";
const DYNAMIC = "DynamicDistributionGroup";

const app = (
  number: number,
  displayName: string,
  more: Partial<AppDescription> = {},
): AppDescription => ({
  appId: appIdOf(number),
  displayName,
  servicePrincipalId: servicePrincipalIdOf(number),
  kind: "application",
  grants: [{ resource: "graph", value: "Mail.Read" }],
  owner: mailboxKey(1),
  ...more,
});

const policy = (
  number: number,
  scope: string,
  accessRight: PolicyDescription["accessRight"] = "RestrictAccess",
): PolicyDescription => ({ app: appIdOf(number), accessRight, scope });

const BASEL = groupKey(1);
const FIELD = groupKey(2);
const EVERYONE_IN_BASEL = groupKey(11);
const BERN_BRANCH = groupKey(12);
const BROKEN = groupKey(13);
/** Groups of one mailbox each: their names and theirs alone make a filter of more than two thousand characters. */
const DEPOTS = Array.from({ length: 16 }, (_, index) => 21 + index);

/** Dynamic groups beside policies and under them, apps that are disabled in each way, names and filters at their limits. */
export const tailspin: TenantDescription = {
  ...quietTenant,
  id: "10000000-0000-4000-8000-0000000000e5",
  displayName: "Tailspin Toys",
  domain: "tailspintoys",
  recipients: [
    ...["Ann Beebe", "Ben Smith", "Cora Thomas", "Dan Park"].map((name, index) =>
      recipient(1 + index, "UserMailbox", name, { office: "Basel" }),
    ),
    ...["Eva Corets", "Fay Moore", "Gus Li", "Hao Chen"].map((name, index) =>
      recipient(5 + index, "UserMailbox", name, { office: "Bern" }),
    ),
    recipient(9, "SharedMailbox", "Orders", { office: "Basel" }),
    recipient(10, "SharedMailbox", "Returns"),
    ...DEPOTS.map((number) =>
      recipient(number, "SharedMailbox", `Depot ${String(number)}`, { office: "Depot" }),
    ),
  ],
  groups: [
    group(1, SECURITY, "Basel Staff", { members: mailboxes(1, 4) }),
    group(2, SECURITY, "Field", { members: [mailboxKey(10), EVERYONE_IN_BASEL] }),
    group(11, DYNAMIC, "Everyone in Basel", {
      filter: and(eq("RecipientTypeDetails", "UserMailbox"), eq("Office", "Basel")),
    }),
    group(12, DYNAMIC, "Bern Branch", { filter: eq("Office", "Bern"), container: "Bern" }),
    group(13, DYNAMIC, "Broken Rule", { printedFilter: "((Office -eq 'Bern') -and Department)" }),
    ...DEPOTS.map((number) =>
      group(number, SECURITY, `Depot ${String(number)} Mailboxes`, {
        members: [mailboxKey(number)],
      }),
    ),
  ],
  apps: [
    app(1, "Same As A Dynamic Group"),
    app(2, "Policy On A Dynamic Group"),
    app(3, "Dynamic Group In A Container Of Its Own"),
    app(4, "Dynamic Group With A Broken Filter"),
    app(5, "Dynamic Group In A Group"),
    app(6, "Dynamic Group Denied"),
    app(7, "Dynamic Group Beside A Group"),
    app(11, "Sign-in Disabled", { disabled: true }),
    app(12, "Disabled By Microsoft", {
      disabledByMicrosoftStatus: "DisabledDueToViolationOfServicesAgreement",
    }),
    app(13, "Not Disabled By Microsoft", { disabledByMicrosoftStatus: "NotDisabled" }),
    app(14, "No Service Principal", { servicePrincipalId: null, grants: [] }),
    app(15, "Delegated Only", { grants: [], delegated: ["Mail.ReadWrite", "User.Read"] }),
    app(16, `${"Warehouse Stock And Delivery Reconciliation Service ".repeat(3)}(Production)`, {
      grants: [{ resource: "graph", value: "MailboxSettings.ReadWrite" }],
    }),
  ],
  policies: [
    policy(1, BASEL),
    policy(2, EVERYONE_IN_BASEL),
    policy(3, BERN_BRANCH),
    policy(4, BROKEN),
    policy(5, FIELD),
    policy(6, EVERYONE_IN_BASEL, "DenyAccess"),
    policy(7, EVERYONE_IN_BASEL),
    policy(7, groupKey(21)),
    policy(11, BASEL),
    policy(12, BASEL),
    policy(13, BASEL),
    policy(14, BASEL),
    policy(15, BASEL),
    ...DEPOTS.map((number) => policy(16, groupKey(number))),
  ],
  unread: { "exchange/impersonationEffectiveUsers": "absent" },
};
