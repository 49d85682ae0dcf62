import { DEADLINES } from "../model/deadlines.ts";
import type { Hazard } from "../model/plan-step.ts";
import { SETTLE_WINDOWS } from "../model/settle-windows.ts";

const RBAC_PAGE = "https://learn.microsoft.com/exchange/permissions-exo/application-rbac";
const POLICY_PAGE =
  "https://learn.microsoft.com/exchange/permissions-exo/application-access-policies";
const NEW_POLICY_PAGE =
  "https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy";

/** The dangers that a step may carry, each in one sentence with its source. */
export const HAZARDS = {
  unionHidesScope: {
    kind: "interruptsAccess",
    text: "while the consent stands the app works with or without its role: a broken scope shows only after cut-over",
    source: RBAC_PAGE,
  },
  tokensOutliveConsent: {
    kind: "tokensOutliveConsent",
    text: "tokens issued before carry the permission until they expire, up to 28 hours; the policy still fences them in",
    source: SETTLE_WINDOWS.consent.source,
  },
  tokensOutliveConsentUnfenced: {
    kind: "tokensOutliveConsent",
    text: "tokens issued before carry the permission until they expire, up to 28 hours, and reach every mailbox until then",
    source: SETTLE_WINDOWS.consent.source,
  },
  narrowsByDecision: {
    kind: "interruptsAccess",
    text: "by decision the app loses every mailbox outside the intended scope: its owner must know when",
    source: RBAC_PAGE,
  },
  rolesClaimIsGone: {
    kind: "interruptsAccess",
    text: "RBAC permissions are not in the token: an app that reads its roles claim, uses Autodiscover or change notifications may fail; ask its owner",
    source: RBAC_PAGE,
  },
  grantIsGone: {
    kind: "interruptsAccess",
    text: "this plan puts no role in the place of the grant: under its policies it opens no mailbox today, and the app's owner must know before it goes",
    source: RBAC_PAGE,
  },
  rollbackRightDiffers: {
    kind: "rollbackRightDiffers",
    text: "re-granting consent takes Privileged Role Administrator: who can cut over may be unable to roll back",
    source: "https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto",
  },
  consentMayReturn: {
    kind: "consentMayReturn",
    text: "the next admin consent restores tenant-wide access for whatever the registration or the vendor still requests",
    source: "https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent",
  },
  membershipCanChange: {
    kind: "membershipCanChange",
    text: "the scope follows its groups: whoever changes their direct members changes whom the app reaches; a group nested in one of them counts only where the scope names it too",
    source: RBAC_PAGE,
  },
  copiedMembers: {
    kind: "membershipCanChange",
    text: "a copy: what changes in the policies or their groups later is not followed, so somebody must keep the members by hand",
    source: RBAC_PAGE,
  },
  membershipTimeUndocumented: {
    kind: "timeUndocumented",
    text: "how long a membership takes until a scope counts it has no documented end; 24 hours are planned, from the last member",
    source: RBAC_PAGE,
  },
  attributeCanChange: {
    kind: "membershipCanChange",
    text: "the scope selects by an attribute: whoever may edit it in the directory changes whom the app reaches",
    source: "https://learn.microsoft.com/powershell/exchange/recipientfilter-properties",
  },
  unitUnconfirmed: {
    kind: "membershipCanChange",
    text: "the scope follows the unit: its administrators change whom the app reaches; that Exchange counts only users who are members themselves is inferred (U5): test mailboxes on both sides",
    source: RBAC_PAGE,
  },
  losesByDecision: {
    kind: "interruptsAccess",
    text: "by decision the scope leaves out mailboxes that the policies admit: the app's owner must know when",
    source: RBAC_PAGE,
  },
  negationUnconfirmed: {
    kind: "widensAccess",
    text: "-not(MemberOfGroup …) in a management scope is not shown by Microsoft (U6): preview the filter and test mailboxes on both sides before any assignment uses it",
    source: RBAC_PAGE,
  },
  pointOfNoReturn: {
    kind: "pointOfNoReturn",
    text: "a policy that was removed cannot be counted on to come back: Microsoft advises against new ones and documents no time to effect",
    source: NEW_POLICY_PAGE,
  },
  fenceGoes: {
    kind: "widensAccess",
    text: "the policy is the only fence around the next consent: once it is gone, a grant of a governed permission reaches every mailbox",
    source: POLICY_PAGE,
  },
  appCanBeRestored: {
    kind: "widensAccess",
    text: "the deleted app can be restored with what it was granted, and this policy is its only fence: the script refuses until the app has left the recycle bin, unless it is run with -AcceptRestorable",
    source: "https://learn.microsoft.com/graph/api/directory-deleteditems-list",
  },
  policyTimeUndocumented: {
    kind: "timeUndocumented",
    text: "how long the change of a policy takes has no documented end; 48 hours are planned, more than 24 were seen",
    source: POLICY_PAGE,
  },
  ewsEnds: {
    kind: "endOfService",
    text: `EWS in Exchange Online ends on ${DEADLINES.ewsEnd.date}: this role is a bridge, and the app must be in EwsAllowedAppIDs with EWS on`,
    source: DEADLINES.ewsEnd.source.url,
  },
  longFilter: {
    kind: "limitUndocumented",
    text: "the filter is longer than 2,000 characters and no limit is documented: preview it with Get-Recipient -Filter first",
    source: "https://learn.microsoft.com/powershell/module/exchangepowershell/new-managementscope",
  },
  dehydrated: {
    kind: "interruptsAccess",
    text: "the tenant is dehydrated: run Enable-OrganizationCustomization once and wait about an hour, or the role assignments are refused",
    source:
      "https://learn.microsoft.com/powershell/module/exchangepowershell/enable-organizationcustomization",
  },
  dehydrationUnknown: {
    kind: "interruptsAccess",
    text: "whether the tenant is dehydrated was not read: the script looks first, and refuses if it is",
    source:
      "https://learn.microsoft.com/powershell/module/exchangepowershell/enable-organizationcustomization",
  },
  mayRestoreNothing: {
    kind: "mayRestoreNothing",
    text: "EnforceExoAppRbacPermissions may be on: re-granted consent may restore nothing (U1)",
    source:
      "https://learn.microsoft.com/powershell/module/exchangepowershell/set-organizationconfig",
  },
  newAccess: {
    kind: "widensAccess",
    text: "new access by decision: from now on the app reaches mailboxes on its own, where an account impersonated before",
    source: RBAC_PAGE,
  },
  sharedScope: {
    kind: "membershipCanChange",
    text: "the management scope is the impersonation assignment's own: whoever changes its filter changes whom every assignment reaches that uses it",
    source: "https://learn.microsoft.com/powershell/module/exchangepowershell/set-managementscope",
  },
  impersonationCannotReturn: {
    kind: "pointOfNoReturn",
    text: "an assignment that was removed cannot be made again: Microsoft announced that new ones are refused since September 2024",
    source: DEADLINES.applicationImpersonation.source.url,
  },
  accountLosesReach: {
    kind: "interruptsAccess",
    text: "whatever still signs in as these accounts loses its reach, if the role opens anything in this tenant yet: look at their sign-ins first",
    source: DEADLINES.applicationImpersonation.source.url,
  },
} as const satisfies Record<string, Hazard>;
