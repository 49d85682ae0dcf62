import { SECTION_NAMES, type SectionName } from "../model/sections.ts";

/** The sections that tell a scan what to ask for another one. */
export interface SectionSources {
  /** Without any one of these nobody can be asked. */
  readonly needs: readonly SectionName[];
  /** Without all of these nobody can be asked; without some, the section says what was not asked for. */
  readonly needsOneOf: readonly SectionName[];
  /** Without these less is asked for, and the section or the row says so. */
  readonly uses: readonly SectionName[];
}

/** What makes an app one in use, whose owners are asked for. */
const CLIENTS = [
  "exchange/applicationAccessPolicies",
  "exchange/roleAssignments",
  "exchange/servicePrincipals",
  "graph/appRoleAssignedTo",
] as const;

/** What names groups in use. */
const GROUP_NAMERS = [
  "exchange/applicationAccessPolicies",
  "exchange/managementScopes",
  "exchange/roleAssignments",
] as const;

const SOURCES: Readonly<Partial<Record<SectionName, Partial<SectionSources>>>> = {
  "exchange/policyChecks": {
    needs: ["exchange/applicationAccessPolicies", "exchange/groupMembers", "exchange/recipients"],
  },
  "exchange/impersonationEffectiveUsers": { uses: ["exchange/roles"] },
  "exchange/scopeMembers": {
    needs: ["exchange/managementScopes", "exchange/roleAssignments"],
    uses: ["exchange/roles"],
  },
  "exchange/servicePrincipalAuthorizations": {
    needs: ["exchange/roleAssignments"],
    uses: ["exchange/servicePrincipals", "graph/servicePrincipals"],
  },
  "exchange/groupMembers": { needs: ["exchange/recipients"], needsOneOf: GROUP_NAMERS },
  "exchange/dynamicGroups": {
    needs: ["exchange/applicationAccessPolicies", "exchange/recipients"],
  },
  "exchange/mailboxPermissions": { needs: ["exchange/recipients"] },
  "graph/appRoleAssignedTo": { needs: ["graph/resourceServicePrincipals"] },
  "graph/servicePrincipals": { uses: CLIENTS },
  "graph/applications": { uses: [...CLIENTS, "graph/servicePrincipals"] },
  "graph/groups": {
    needs: ["exchange/recipients"],
    needsOneOf: GROUP_NAMERS,
    uses: ["exchange/groupMembers"],
  },
  "graph/administrativeUnitMembers": { needs: ["graph/administrativeUnits"] },
};

export function sourcesOf(name: SectionName): SectionSources {
  return { needs: [], needsOneOf: [], uses: [], ...SOURCES[name] };
}

/** Lists the sections whose questions come from a section: where it changes, so may they. */
export const dependantsOf = (source: SectionName): readonly SectionName[] =>
  SECTION_NAMES.filter((name) => {
    const { needs, needsOneOf, uses } = sourcesOf(name);
    return [...needs, ...needsOneOf, ...uses].includes(source);
  });
