import type { AppAccess } from "../access/app-access.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import { byText } from "../model/by-text.ts";
import type { FindingEvidence } from "../model/finding.ts";
import type { OAuth2PermissionGrantRow } from "../model/graph-rows.ts";
import { groupPairs } from "../model/group-pairs.ts";
import { onceFor } from "../model/once-for.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { appOfPolicy, rowsOf, type FindingContext } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { policyEvidence, policySubject } from "./subjects.ts";

/** A policy of which no app holds a permission that it governs. One for all apps is another finding. */
export const policyInert: Detector<"policyInert"> = {
  kind: "policyInert",
  words: {
    severity: "medium",
    title: "policy that restricts nothing today, and is a fence all the same",
    why: "removing it changes nothing now, and takes away the only restriction on the next consent, or on a deleted app that is restored",
    whatToDo:
      "confirm twice that no governed grant comes back, and only then remove the policy; never call it free of risk",
    source: SOURCES.newPolicy,
  },
  restsOn: [
    "exchange/applicationAccessPolicies",
    "graph/appRoleAssignedTo",
    "graph/resourceServicePrincipals",
    "graph/servicePrincipals",
  ],
  widenedBy: [],
  detect: (context) =>
    context.policies.flatMap((policy): readonly Seen[] => {
      const why = whyInert(context, policy);
      if (why === null) return [];
      const unknown = unknownPermissions(context, policy);
      if (unknown.length > 0) return [notKnown(policy, unknown)];
      const delegated = delegatedGrants(context, policy);
      return [
        found({
          subject: policySubject(policy),
          app: appOfPolicy(context, policy),
          text: `${policySubject(policy).name ?? policy.id}: ${why}${describeDelegated(delegated)}`,
          evidence: [policyEvidence(policy), ...delegated.map(delegatedEvidence)],
        }),
      ];
    }),
};

const nameAndId = ({ displayName, appId }: AppAccess): string =>
  displayName === appId ? displayName : `${displayName} (${appId ?? ""})`;

function whyInert({ access }: FindingContext, { apps }: ResolvedPolicy): string | null {
  if (apps === "all") return null;
  const named = appsNamed(access.apps, apps);
  const governed = named.some(
    ({ grants }) =>
      grants.status === "notRead" || grants.value.some(({ kind }) => kind === "governed"),
  );
  if (governed) return null;
  const present = named.filter(({ servicePrincipal }) => servicePrincipal !== undefined);
  return present.length === 0
    ? `the tenant has no service principal of ${named.map(nameAndId).join(", ")}, which it names`
    : `${present.map(({ displayName }) => displayName).join(", ")}: no permission that policies govern is granted in Entra`;
}

const appsNamed = (
  apps: readonly AppAccess[],
  named: Exclude<ResolvedPolicy["apps"], "all">,
): readonly AppAccess[] => apps.filter(({ appId }) => appId !== null && named.has(appId));

/** What users let its apps do in their names: no policy limits it, so the policy stays inert with it. */
function delegatedGrants(
  context: FindingContext,
  { apps }: ResolvedPolicy,
): readonly OAuth2PermissionGrantRow[] {
  const named = apps === "all" ? [] : appsNamed(context.access.apps, apps);
  const ofClient = byClient(rowsOf(context, "graph/oauth2PermissionGrants"));
  return named
    .flatMap(({ servicePrincipalId }) => ofClient.get(servicePrincipalId) ?? [])
    .toSorted((a, b) => byText(orderOf(a), orderOf(b)));
}

const byClient = onceFor((rows: readonly OAuth2PermissionGrantRow[]) =>
  groupPairs<string | null, OAuth2PermissionGrantRow>(rows.map((row) => [row.clientId, row])),
);

const orderOf = ({ id = "", scope }: OAuth2PermissionGrantRow): string => [id, ...scope].join(" ");

function describeDelegated(rows: readonly OAuth2PermissionGrantRow[]): string {
  if (rows.length === 0) return "";
  const scopes = [...new Set(rows.flatMap(({ scope }) => scope))].toSorted(byText);
  return `; it has ${scopes.join(", ")} as delegated permissions, which act for the user who signs in and which policies do not limit`;
}

const delegatedEvidence = (row: OAuth2PermissionGrantRow): FindingEvidence => ({
  section: "graph/oauth2PermissionGrants",
  row: row.id ?? "graph/oauth2PermissionGrants",
  value: `${row.scope.join(" ")} (${row.consentType ?? "consent of unknown type"})`,
});

/** Permissions of its apps that no table knows: a policy may be all that limits them. */
function unknownPermissions(
  { access }: FindingContext,
  { apps }: ResolvedPolicy,
): readonly string[] {
  const named = apps === "all" ? [] : appsNamed(access.apps, apps);
  return named.flatMap(({ grants }) =>
    grants.status === "read"
      ? grants.value.flatMap((one) => (one.kind === "unknown" ? [one.permission] : []))
      : [],
  );
}

const notKnown = (policy: ResolvedPolicy, permissions: readonly string[]): Seen =>
  open({
    subject: policySubject(policy),
    section: "graph/appRoleAssignedTo",
    status: "open",
    why: `what ${[...new Set(permissions)].toSorted().join(", ")} opens is not known: the policy may limit it`,
  });
