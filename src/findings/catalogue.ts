import type { FindingKind } from "../model/finding.ts";
import type { Detector } from "./detector.ts";
import { appCanComeBack } from "./app-can-come-back.ts";
import { assignmentScopeMissing } from "./assignment-scope-missing.ts";
import { authorizationDisagrees } from "./authorization-disagrees.ts";
import { autodiscoverQuestion } from "./autodiscover-question.ts";
import { credentialExpired } from "./credential-expired.ts";
import { credentialExpiring } from "./credential-expiring.ts";
import { dehydratedTenant } from "./dehydrated-tenant.ts";
import { duplicateAssignment } from "./duplicate-assignment.ts";
import { evidenceIncomplete } from "./evidence-incomplete.ts";
import { evidenceOldAtStart } from "./evidence-old-at-start.ts";
import { evidenceOlderThanRows } from "./evidence-older-than-rows.ts";
import { ewsAppNotListed } from "./ews-app-not-listed.ts";
import { ewsFullAccess } from "./ews-full-access.ts";
import { ewsListEmpty } from "./ews-list-empty.ts";
import { ewsRole } from "./ews-role.ts";
import { filterMatchesNothing } from "./filter-matches-nothing.ts";
import { filterNamesMissingGroup } from "./filter-names-missing-group.ts";
import { filterOnPrimaryAddress } from "./filter-on-primary-address.ts";
import { filterUnreadable } from "./filter-unreadable.ts";
import { filterWithoutDn } from "./filter-without-dn.ts";
import { grantBesideScopedRole } from "./grant-beside-scoped-role.ts";
import { grantKeptByDecision } from "./grant-kept-by-decision.ts";
import { grantWithoutPolicy } from "./grant-without-policy.ts";
import { groupNested } from "./group-nested.ts";
import { groupSynced } from "./group-synced.ts";
import { groupWidenedByOthers } from "./group-widened-by-others.ts";
import { hybridApp } from "./hybrid-app.ts";
import { impersonationRemnant } from "./impersonation-remnant.ts";
import { mailboxPermissionsDecide } from "./mailbox-permissions-decide.ts";
import { migratedStillDeclared } from "./migrated-still-declared.ts";
import { outlookRestGrant } from "./outlook-rest-grant.ts";
import { ownerMissing } from "./owner-missing.ts";
import { permissionUnknown } from "./permission-unknown.ts";
import { pointerWrongObjectId } from "./pointer-wrong-object-id.ts";
import { policyChecksDisagree } from "./policy-checks-disagree.ts";
import { policyForAllApps } from "./policy-for-all-apps.ts";
import { policyInert } from "./policy-inert.ts";
import { policyScopeDeleted } from "./policy-scope-deleted.ts";
import { policyScopeEmpty } from "./policy-scope-empty.ts";
import { policySpaceLow } from "./policy-space-low.ts";
import { rbacEnforced } from "./rbac-enforced.ts";
import { roleUnknown } from "./role-unknown.ts";
import { scopeMembersDisagree } from "./scope-members-disagree.ts";
import { scopeOrphaned } from "./scope-orphaned.ts";
import { signInNotRecorded } from "./sign-in-not-recorded.ts";
import { ungovernedUnderPolicy } from "./ungoverned-under-policy.ts";
import { unscopedAssignment } from "./unscoped-assignment.ts";

/**
 * The closed catalogue: one detector for each kind. A new kind does not compile until it has one, with its words and
 * their source.
 */
export const DETECTORS: { readonly [Kind in FindingKind]: Detector<Kind> } = {
  appCanComeBack,
  assignmentScopeMissing,
  authorizationDisagrees,
  autodiscoverQuestion,
  credentialExpired,
  credentialExpiring,
  dehydratedTenant,
  duplicateAssignment,
  evidenceIncomplete,
  evidenceOldAtStart,
  evidenceOlderThanRows,
  ewsAppNotListed,
  ewsFullAccess,
  ewsListEmpty,
  ewsRole,
  filterMatchesNothing,
  filterNamesMissingGroup,
  filterOnPrimaryAddress,
  filterUnreadable,
  filterWithoutDn,
  grantBesideScopedRole,
  grantKeptByDecision,
  grantWithoutPolicy,
  groupNested,
  groupSynced,
  groupWidenedByOthers,
  hybridApp,
  impersonationRemnant,
  mailboxPermissionsDecide,
  migratedStillDeclared,
  outlookRestGrant,
  ownerMissing,
  permissionUnknown,
  pointerWrongObjectId,
  policyChecksDisagree,
  policyForAllApps,
  policyInert,
  policyScopeDeleted,
  policyScopeEmpty,
  policySpaceLow,
  rbacEnforced,
  roleUnknown,
  scopeMembersDisagree,
  scopeOrphaned,
  signInNotRecorded,
  ungovernedUnderPolicy,
  unscopedAssignment,
};
