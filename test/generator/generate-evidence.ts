import { groupMemberLines } from "./group-member-lines.ts";
import { FLAT_ROWS } from "./flat-rows.ts";
import { needsDynamicGroups } from "./rows/dynamic-group-rows.ts";
import { effectiveUserLines, impersonationRoles } from "./rows/impersonation-rows.ts";
import type { ParentedLine, RawRow } from "./rows/raw-row.ts";
import { unitMemberLines } from "./rows/unit-rows.ts";
import {
  FLAT_SECTIONS,
  PARENTED_SECTIONS,
  type ParentedSection,
  type SectionName,
} from "./section-names.ts";
import { groupsAsked, isAnswered, isFilteredOn, isRead } from "./sight.ts";
import type { TenantDescription, UnreadStatus } from "./tenant-description.ts";
import { appsAsked, authorizationLines } from "./witnesses/authorizations.ts";
import { policyCheckLine, policyQuestions, questionKey } from "./witnesses/policy-checks.ts";
import { scopeMemberLines, scopesAsked } from "./witnesses/scope-members.ts";

/** The raw rows of a tenant as a scan writes them down, before they become files. */
export type GeneratedEvidence = ReadonlyMap<SectionName, GeneratedSection>;

export type GeneratedSection =
  | { readonly status: UnreadStatus }
  | {
      readonly status: "read";
      readonly lines: readonly RawRow[];
      /** Null for a flat section. */
      readonly parents: readonly GeneratedParent[] | null;
    };

export interface GeneratedParent {
  /** Lower case. */
  readonly key: string;
  readonly status: "read" | "denied" | "failed" | "notFound";
  readonly lines: readonly ParentedLine[];
}

/** Generates the evidence of a tenant: what a scan could read is read, what rests on it and could not be asked is not. */
export function generateEvidence(tenant: TenantDescription): GeneratedEvidence {
  const flat = FLAT_SECTIONS.filter((name) => NEEDED[name]?.(tenant) ?? true).map(
    (name): readonly [SectionName, GeneratedSection] => [
      name,
      ifRead(tenant, name, () => ({
        status: "read",
        lines: FLAT_ROWS[name](tenant),
        parents: null,
      })),
    ],
  );
  const parented = PARENTED_SECTIONS.map((name): readonly [SectionName, GeneratedSection] => [
    name,
    ifRead(tenant, name, () => parentedSection(tenant, name)),
  ]);
  return new Map([...flat, ...parented]);
}

/** Sections that a scan reads where something in use asks for them. */
const NEEDED: Readonly<Partial<Record<SectionName, (tenant: TenantDescription) => boolean>>> = {
  "exchange/dynamicGroups": (tenant) => needsDynamicGroups(tenant),
  "graph/users": (tenant) => needsUsers(tenant),
};

const needsUsers = (tenant: TenantDescription): boolean =>
  isRead(tenant, "exchange/managementScopes") && isFilteredOn(tenant, "UserPrincipalName");

function ifRead(
  tenant: TenantDescription,
  name: SectionName,
  read: () => GeneratedSection,
): GeneratedSection {
  const status = tenant.unread[name] ?? unasked(tenant, name);
  return status === undefined ? read() : { status };
}

/** A section whose questions come from another one that could not be read. */
function unasked(tenant: TenantDescription, name: SectionName): UnreadStatus | undefined {
  const sources: readonly SectionName[] = SOURCES[name] ?? [];
  return sources.every((source) => isAnswered(tenant, source)) ? undefined : "notAsked";
}

const SOURCES: Partial<Record<SectionName, readonly SectionName[]>> = {
  "exchange/policyChecks": ["exchange/applicationAccessPolicies"],
  "exchange/scopeMembers": ["exchange/managementScopes", "exchange/roleAssignments"],
  "exchange/servicePrincipalAuthorizations": ["exchange/roleAssignments"],
  "graph/administrativeUnitMembers": ["graph/administrativeUnits"],
};

function parentedSection(tenant: TenantDescription, name: ParentedSection): GeneratedSection {
  const trouble = tenant.unreadParents[name] ?? {};
  const parents = PARENTS[name](tenant).flatMap((parent): GeneratedParent[] => {
    const key = parent.key.toLowerCase();
    const status = trouble[key];
    if (status === "notListed") return [];
    return [status === undefined ? { ...parent, key } : { key, status, lines: [] }];
  });
  const sorted = parents.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return { status: "read", lines: sorted.flatMap(({ lines }) => lines), parents: sorted };
}

const PARENTS: Readonly<
  Record<ParentedSection, (tenant: TenantDescription) => readonly GeneratedParent[]>
> = {
  "exchange/policyChecks": (tenant) =>
    policyQuestions(tenant).map((question) =>
      question.kind === "asked"
        ? read(questionKey(question), [policyCheckLine(tenant, question)])
        : { key: questionKey(question), status: question.kind, lines: [] },
    ),
  "exchange/impersonationEffectiveUsers": (tenant) => {
    const lines = effectiveUserLines(tenant);
    return impersonationRoles(tenant).map((role) =>
      read(
        role,
        lines.filter((line) => line["role"] === role),
      ),
    );
  },
  "exchange/scopeMembers": (tenant) =>
    scopesAsked(tenant).map((scope) => read(scope.name, scopeMemberLines(tenant, scope))),
  "exchange/servicePrincipalAuthorizations": (tenant) =>
    appsAsked(tenant).map((app) => read(app, authorizationLines(tenant, app))),
  "exchange/groupMembers": (tenant) =>
    groupsAsked(tenant).map((group) => read(group, groupMemberLines(tenant, group))),
  "graph/administrativeUnitMembers": (tenant) => {
    const lines = unitMemberLines(tenant);
    return tenant.units.map(({ id }) =>
      read(
        id,
        lines.filter((line) => line["administrativeUnit"] === id),
      ),
    );
  },
};

const read = (key: string, lines: readonly ParentedLine[]): GeneratedParent => ({
  key,
  status: "read",
  lines,
});
