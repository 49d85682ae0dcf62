export type Phase =
  | "0-objects"
  | "1-prepare"
  | "2-test"
  | "3-cutover"
  | "4-declare"
  | "5-confirm"
  | "6-retire"
  | "7-after";

export type RollbackPhase =
  | "rollback-4"
  | "rollback-3"
  | "rollback-1"
  | "rollback-0"
  | "repair-after-6"
  /** Of an object that several apps use: no app's own way back takes it away. */
  | "remove-shared";

/** What a role assignment can be scoped by beside a management scope. */
export type ScopeObjectKind = "group" | "administrativeUnit";

/** A group or a unit that role assignments are scoped by. */
export interface ScopeObject {
  readonly kind: ScopeObjectKind;
  /** Of a group its Name, of a unit its display name. */
  readonly name: string;
  /** Recipient key of a group, Entra object id of a unit; absent = made by the plan, and found by its name. */
  readonly id?: string;
}

/** What a step acts on: all that a script needs. Tenant data: never script text without quoting. */
export type StepTarget =
  | {
      readonly kind: "servicePrincipal";
      readonly appId: string;
      readonly objectId: string;
      readonly displayName: string;
    }
  /** A new mail-enabled security group or administrative unit, empty. */
  | { readonly kind: "scopeObject"; readonly object: ScopeObject; readonly alias: string }
  | {
      readonly kind: "members";
      readonly object: ScopeObject;
      /** Name of the set of mailboxes, SHA-256 of its lines: the object is to hold exactly these. */
      readonly set: string;
      readonly count: number;
    }
  | { readonly kind: "managementScope"; readonly name: string; readonly filter: string }
  | {
      readonly kind: "roleAssignment";
      readonly name: string;
      readonly role: string;
      readonly servicePrincipalId: string;
      readonly appId: string;
      /** Of the management scope, or of the object. */
      readonly scope: string;
      /** Absent = a management scope. */
      readonly object?: ScopeObject;
    }
  | {
      readonly kind: "authorization";
      readonly appId: string;
      readonly servicePrincipalId: string;
      readonly roles: readonly string[];
      readonly scope: string;
      /** Empty where groups or a unit are the scope. */
      readonly filter: string;
      /** Absent = a management scope. */
      readonly objects?: readonly ScopeObject[];
      /** Number of mailboxes that the scope selects today. */
      readonly expectedMembers: number;
      /** Recipient keys. */
      readonly positive: readonly string[];
      readonly negative: readonly string[];
    }
  | {
      readonly kind: "appRoleAssignment";
      readonly id: string;
      readonly appRoleId: string;
      readonly principalId: string;
      readonly resourceId: string;
      readonly resourceAppId: string;
      /** Value of the appRole in Entra. */
      readonly permission: string;
    }
  | {
      readonly kind: "requiredResourceAccess";
      readonly applicationId: string;
      readonly appId: string;
      readonly resourceAppId: string;
      readonly appRoleIds: readonly string[];
    }
  | {
      readonly kind: "governedGrants";
      readonly appId: string;
      readonly servicePrincipalId: string | null;
      /** Resource app id and appRole id of every governed permission: none of them may be granted. */
      readonly governed: readonly { readonly resourceAppId: string; readonly appRoleId: string }[];
      /** First or second look; 1 when one is enough. */
      readonly occurrence: number;
    }
  | {
      readonly kind: "accessPolicy";
      readonly identity: string;
      readonly appId: string;
      readonly accessRight: "RestrictAccess" | "DenyAccess";
      /** Entra object id of the scope. */
      readonly scopeId: string | null;
      readonly description: string | null;
    }
  | {
      readonly kind: "impersonationAssignment";
      readonly guid: string;
      readonly name: string;
      readonly role: string;
      readonly assignee: string;
      /** Everybody whom the assignment serves; each was decided. Sorted. */
      readonly effectiveUsers: readonly string[];
      /** Role assignments of applications that must stand before it goes. */
      readonly replacements: readonly Replacement[];
      /** How long each of them must have stood. */
      readonly observationMinutes: number;
    };

/** An application role within a management scope, in the place of an account that impersonated. */
export interface Replacement {
  readonly appId: string;
  readonly servicePrincipalId: string;
  readonly role: string;
  readonly scope: string;
}

export type StepAction =
  | "createServicePrincipal"
  | "createAdministrativeUnit"
  | "createGroup"
  | "addMembers"
  | "createManagementScope"
  | "createRoleAssignment"
  | "testAuthorization"
  | "deleteAppRoleAssignment"
  | "removeRequiredResourceAccess"
  | "confirmNoGovernedGrant"
  | "deleteAccessPolicy"
  | "watchForReturnedGrant"
  | "deleteImpersonationAssignment";

export interface Hazard {
  readonly kind:
    | "interruptsAccess"
    | "widensAccess"
    | "timeUndocumented"
    | "tokensOutliveConsent"
    | "consentMayReturn"
    | "rollbackRightDiffers"
    | "pointOfNoReturn"
    | "mayRestoreNothing"
    | "membershipCanChange"
    | "endOfService"
    | "limitUndocumented";
  readonly text: string;
  readonly source: string;
}

export interface StepWait {
  /** Id of the step that must be done before. */
  readonly step: string;
  /** Earliest start = end of that step + this. */
  readonly waitMinutes: number;
  readonly why: string;
}

export interface StepRollback {
  readonly phase: RollbackPhase;
  /** What is done, in words. */
  readonly text: string;
  /** Minutes to wait after it before the next, earlier rollback. */
  readonly waitMinutes: number;
  readonly hazards: readonly Hazard[];
}

export interface Step {
  /** `appId/phase/action/first 8 of sha256(target)`; `shared/…` where several apps use what it makes. */
  readonly id: string;
  /** Null where the step belongs to no single app. */
  readonly appId: string | null;
  readonly phase: Phase;
  /** 1 = migrate, reversible; 2 = retire the legacy, a decision of its own. */
  readonly change: 1 | 2;
  readonly action: StepAction;
  /** One line for people. */
  readonly title: string;
  readonly target: StepTarget;
  readonly after: readonly StepWait[];
  /** What must be observed before going on. */
  readonly gate: string;
  /** Longest time until the change is visible everywhere, minutes; 0 = changes no access. */
  readonly settleMinutes: number;
  readonly hazards: readonly Hazard[];
  /** Null when there is nothing to take back. */
  readonly rollback: StepRollback | null;
}
