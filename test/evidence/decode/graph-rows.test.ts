import { describe, expect, it } from "vitest";

import type { SectionName } from "../../../src/model/sections.ts";
import { readOne } from "./read-one.ts";

const one = "1A000000-0000-4000-8000-00000000000A";
const two = "2B000000-0000-4000-8000-00000000000B";
const three = "3C000000-0000-4000-8000-00000000000C";
const low = (text: string): string => text.toLowerCase();

describe("graph rows", () => {
  it.each<[SectionName, unknown, unknown]>([
    [
      // As Microsoft's documentation of the call shows it: a user, and the default access of no role.
      "graph/appRoleAssignedTo",
      {
        id: "52X2aU7a2V-lKyYg73twg2IGF9qNZiyEvo-USgPdaKF",
        deletedDateTime: null,
        appRoleId: "00000000-0000-0000-0000-000000000000",
        createdDateTime: "2025-03-04T05:06:07.9480566Z",
        principalDisplayName: "Tenant Administrator",
        principalId: one,
        principalType: "User",
        resourceDisplayName: "provisioning client",
        resourceId: two,
      },
      {
        id: "52X2aU7a2V-lKyYg73twg2IGF9qNZiyEvo-USgPdaKF",
        appRoleId: "00000000-0000-0000-0000-000000000000",
        principalId: low(one),
        principalType: "User",
        principalDisplayName: "Tenant Administrator",
        resourceId: low(two),
        createdDateTime: "2025-03-04T05:06:07.948Z",
      },
    ],
    [
      "graph/appRoleAssignedTo",
      { id: "x", appRoleId: one, principalId: two },
      "graph/appRoleAssignedTo line 1, `resourceId`: expected string",
    ],
    [
      "graph/organization",
      {
        id: one,
        displayName: "Fabrikam",
        verifiedDomains: [
          { name: "fabrikam.example", isInitial: false, isDefault: true },
          { name: "fabrikam.onmicrosoft.com", isInitial: true },
        ],
      },
      { id: low(one), displayName: "Fabrikam", initialDomain: "fabrikam.onmicrosoft.com" },
    ],
    ["graph/organization", { id: one, displayName: null }, { id: low(one) }],
    [
      "graph/resourceServicePrincipals",
      { id: one, appId: two, appRoles: [{ id: three, value: "Mail.Send" }, { id: two }] },
      {
        id: low(one),
        appId: low(two),
        appRoles: [
          { id: low(three), value: "Mail.Send" },
          { id: low(two), value: null },
        ],
      },
    ],
    ["graph/resourceServicePrincipals", { id: one, appId: two }, { id: low(one), appId: low(two) }],
    [
      "graph/servicePrincipals",
      {
        id: one,
        appId: two,
        displayName: "Robot",
        accountEnabled: true,
        servicePrincipalType: "Application",
        appOwnerOrganizationId: three,
        disabledByMicrosoftStatus: null,
        owners: [{ "@odata.type": "#microsoft.graph.user", id: three, displayName: null }],
        oauth2PermissionScopes: [],
      },
      {
        id: low(one),
        appId: low(two),
        displayName: "Robot",
        accountEnabled: true,
        servicePrincipalType: "Application",
        appOwnerOrganizationId: low(three),
        disabledByMicrosoftStatus: null,
        owners: [{ id: low(three) }],
      },
    ],
    [
      "graph/servicePrincipals",
      { id: one, appId: two, owners: null },
      { id: low(one), appId: low(two) },
    ],
    [
      "graph/servicePrincipals",
      { id: one, appId: two, owners: [{}] },
      "graph/servicePrincipals line 1, `owners.0.id`: expected string",
    ],
    [
      "graph/applications",
      {
        id: one,
        appId: two,
        requiredResourceAccess: [
          {
            resourceAppId: three,
            resourceAccess: [
              { id: one, type: "Role" },
              { id: two, type: "Scope" },
            ],
          },
          { resourceAppId: two, resourceAccess: [] },
        ],
        owners: [],
      },
      {
        id: low(one),
        appId: low(two),
        requiredResourceAccess: [
          { resourceAppId: low(three), roleIds: [low(one)] },
          { resourceAppId: low(two), roleIds: [] },
        ],
        owners: [],
      },
    ],
    [
      // Of a credential its kind, name and end alone: never a key, a hint or a secret.
      "graph/applications",
      {
        id: one,
        appId: two,
        passwordCredentials: [
          {
            keyId: "k1",
            displayName: "deploy",
            hint: "abc",
            secretText: "S3CRET",
            endDateTime: "2027-01-01T00:00:00Z",
          },
        ],
        keyCredentials: [{ keyId: "k2", key: "AAAA", endDateTime: null }],
      },
      {
        id: low(one),
        appId: low(two),
        credentials: [
          {
            kind: "secret",
            keyId: "k1",
            displayName: "deploy",
            endDateTime: "2027-01-01T00:00:00.000Z",
          },
          { kind: "certificate", keyId: "k2" },
        ],
      },
    ],
    [
      // Half of them may lack the one that ends first: not known.
      "graph/applications",
      { id: one, appId: two, passwordCredentials: [] },
      { id: low(one), appId: low(two) },
    ],
    [
      "graph/deletedServicePrincipals",
      { id: one, appId: two, deletedDateTime: "2026-10-01T00:00:00Z" },
      { id: low(one), appId: low(two), deletedDateTime: "2026-10-01T00:00:00.000Z" },
    ],
    [
      "graph/deletedServicePrincipals",
      { id: one, appId: two, deletedDateTime: null },
      { id: low(one), appId: low(two), deletedDateTime: null },
    ],
    [
      "graph/groups",
      {
        id: one,
        onPremisesSyncEnabled: null,
        membershipRule: null,
        visibility: "Public",
        isAssignableToRole: false,
        owners: [{ id: two, displayName: "Owner" }],
      },
      {
        id: low(one),
        onPremisesSyncEnabled: null,
        membershipRule: null,
        visibility: "Public",
        isAssignableToRole: false,
        owners: [{ id: low(two), displayName: "Owner" }],
      },
    ],
    [
      "graph/administrativeUnits",
      { id: one, membershipType: "Dynamic", isMemberManagementRestricted: true },
      { id: low(one), membershipType: "Dynamic", isMemberManagementRestricted: true },
    ],
    [
      "graph/administrativeUnitMembers",
      { administrativeUnit: one, row: { "@odata.type": "#microsoft.graph.user", id: two } },
      { administrativeUnit: low(one), id: low(two), odataType: "#microsoft.graph.user" },
    ],
    [
      "graph/administrativeUnitMembers",
      { administrativeUnit: one, row: { id: two } },
      { administrativeUnit: low(one), id: low(two) },
    ],
    [
      "graph/oauth2PermissionGrants",
      { clientId: one, consentType: "AllPrincipals", principalId: null, scope: " Mail.Read  EWS " },
      {
        clientId: low(one),
        consentType: "AllPrincipals",
        principalId: null,
        scope: ["Mail.Read", "EWS"],
      },
    ],
    // As a cast member of a group is shown: no principal name was selected.
    ["graph/users", { displayName: "Adele Vance", id: one }, { id: low(one) }],
    [
      "graph/users",
      { id: one, userPrincipalName: "adele@fabrikam.example" },
      { id: low(one), userPrincipalName: "adele@fabrikam.example" },
    ],
    [
      // As Microsoft's documentation of the report shows it, malformed offsets included.
      "graph/signInActivities",
      {
        id: "x",
        appId: one,
        applicationAuthenticationClientSignInActivity: {
          lastSignInDateTime: "2021-03-01T00:00:00-8:00",
          lastSignInRequestId: two,
        },
        applicationAuthenticationResourceSignInActivity: {
          lastSignInDateTime: "0001-01-01T00:00:00Z",
        },
        delegatedClientSignInActivity: null,
        delegatedResourceSignInActivity: { lastSignInDateTime: "last week" },
        lastSignInActivity: { lastSignInDateTime: "2021-04-01T00:00:00Z" },
      },
      {
        appId: low(one),
        lastSignInAt: "2021-04-01T00:00:00.000Z",
        appOnlyClientAt: "2021-03-01T08:00:00.000Z",
      },
    ],
    ["graph/signInActivities", { appId: one }, { appId: low(one) }],
    [
      "graph/signInActivities",
      { id: one },
      "graph/signInActivities line 1, `appId`: expected string",
    ],
    [
      "graph/tokenLifetimePolicies",
      {
        id: one,
        displayName: "A working day",
        isOrganizationDefault: false,
        definition: ['{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"8:00:00"}}'],
        appliesTo: [{ id: two, displayName: "Robot", appId: three }],
      },
      {
        id: low(one),
        displayName: "A working day",
        isOrganizationDefault: false,
        accessTokenLifetimeSeconds: 28_800,
        appliesTo: [{ id: low(two), displayName: "Robot" }],
      },
    ],
  ])("%s %j", async (section, line, expected) => {
    expect(await readOne(section, line)).toEqual(expected);
  });

  const policy = (lifetime: string): string =>
    `{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":${lifetime}}}`;
  it.each<[unknown, number | null | undefined]>([
    [[policy('"1.00:00:00"')], 86_400],
    [[policy('"00:10:00.5"')], 600],
    [['{"tokenLifetimePolicy":{"accessTokenLifetime":"1:02:03"}}'], 3723],
    [['{"TokenLifetimePolicy":{"Version":1}}'], null],
    [[policy("null")], null],
    [[policy('"until-revoked"')], undefined],
    [[policy("28800")], undefined],
    [[policy('"8:00:00"'), policy('"9:00:00"')], undefined],
    [["{'TokenLifetimePolicy':{}}"], undefined],
    [["[]"], undefined],
    [[1], undefined],
    [[], undefined],
    [policy('"8:00:00"'), undefined],
    [undefined, undefined],
  ])("the life of tokens that %j sets is %s seconds", async (definition, expected) => {
    expect(await readOne("graph/tokenLifetimePolicies", { id: one, definition })).toEqual({
      id: low(one),
      ...(expected === undefined ? {} : { accessTokenLifetimeSeconds: expected }),
    });
  });
});
