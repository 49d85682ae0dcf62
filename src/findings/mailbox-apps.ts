import type { AppAccess } from "../access/app-access.ts";
import type { ApplicationRow, ServicePrincipalRow } from "../model/graph-rows.ts";
import type { NotAssessed } from "../model/finding.ts";
import type { SectionName } from "../model/sections.ts";
import { open, type Seen } from "./detector.ts";
import { isFirstParty, type FindingContext } from "./finding-context.ts";

/** The sections that tell which apps reach mailboxes. */
export const MAILBOX_APP_SECTIONS: readonly SectionName[] = [
  "graph/appRoleAssignedTo",
  "graph/resourceServicePrincipals",
  "graph/servicePrincipals",
  "exchange/roleAssignments",
  "exchange/servicePrincipals",
  "exchange/applicationAccessPolicies",
];

const OPENS_MAILBOXES: ReadonlySet<string> = new Set([
  "governed",
  "ungoverned",
  "needsMailboxPermission",
  "unknown",
]);

/**
 * The apps that hold a permission on mailboxes or a role, or that a policy names; Microsoft's own are left out.
 *
 * Only of these does the scan read owners.
 */
export function mailboxApps({
  access,
  grants,
  assignments,
  policies,
}: FindingContext): readonly AppAccess[] {
  const holders = new Set<AppAccess | null>([
    ...grants.filter(({ grant }) => OPENS_MAILBOXES.has(grant.kind)).map(({ app }) => app),
    ...assignments.map(({ app }) => app),
  ]);
  const isNamed = ({ appId }: AppAccess): boolean =>
    appId !== null && policies.some(({ apps }) => apps !== "all" && apps.has(appId));
  return access.apps.filter((app) => (holders.has(app) || isNamed(app)) && !isFirstParty(app));
}

/** A registration of this tenant whose app reaches mailboxes. */
export interface RegisteredApp {
  readonly app: AppAccess;
  readonly registration: ApplicationRow;
}

/** The registrations of the apps that reach mailboxes. */
export function registeredApps(context: FindingContext): readonly RegisteredApp[] {
  return mailboxApps(context).flatMap((app) => {
    const registration = registrationOf(context, app);
    return registration === undefined ? [] : [{ app, registration }];
  });
}

/** Why the owners and credentials of the others cannot be seen: a vendor keeps them, a managed identity has none. */
export const unregisteredApps = (context: FindingContext, what: string): readonly Seen[] =>
  mailboxApps(context).flatMap((app) => whyUnregistered(context, app, what));

/** The same of one app; nothing where its registration is in this tenant. `what` for a sentence, as in "its owners are". */
export function whyUnregistered(
  context: FindingContext,
  app: AppAccess,
  what: string,
): readonly Seen[] {
  const { servicePrincipal: row } = app;
  if (row === undefined || registrationOf(context, app) !== undefined) return [];
  const subject = { kind: "servicePrincipal" as const, id: row.id, name: app.displayName };
  return [open({ subject, section: "graph/applications", ...whereRegistered(context, row, what) })];
}

function whereRegistered(
  { snapshot }: FindingContext,
  { appId, displayName, servicePrincipalType, appOwnerOrganizationId }: ServicePrincipalRow,
  what: string,
): Pick<NotAssessed, "status" | "why"> {
  const name = displayName ?? appId;
  if (servicePrincipalType?.toLowerCase() === "managedidentity") {
    return { status: "byDesign", why: `${name} is a managed identity: none by design` };
  }
  const owner = appOwnerOrganizationId?.toLowerCase() ?? "";
  return owner !== "" && owner !== snapshot.tenant.id.toLowerCase()
    ? {
        status: "notVisible",
        why: `${name} is registered in its publisher's tenant: ${what} not visible`,
      }
    : {
        status: "notFound",
        why: `this tenant's app registrations do not have ${name}, and that another tenant has it was not told: ${what} not known`,
      };
}

/** Undefined where this tenant has none, or it was not read. */
export const registrationOf = (
  { registrations }: FindingContext,
  { appId }: AppAccess,
): ApplicationRow | undefined => (appId === null ? undefined : registrations.get(appId));
