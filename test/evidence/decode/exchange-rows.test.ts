import { describe, expect, it } from "vitest";

import type { SectionName } from "../../../src/model/sections.ts";
import { readOne } from "./read-one.ts";

const app = "2A000000-0000-4000-8000-00000000000A";
const object = "3B000000-0000-4000-8000-00000000000B";
const low = (text: string): string => text.toLowerCase();

describe("exchange/organizationConfig", () => {
  it.each([
    [{ EwsAllowedAppIDs: `${app}, ${object}` }, [low(app), low(object)]],
    [{ EwsAllowedAppIds: `${app};${object}` }, [low(app), low(object)]],
    [{ EWSAllowedAppIDs: [app, object] }, [low(app), low(object)]],
    [{ EwsAllowedAppIDs: [] }, []],
    [{ EwsAllowedAppIDs: null }, null],
    [{ EwsAllowedAppIDs: " " }, null],
    [{ EwsAllowedAppIDs: app, EWSALLOWEDAPPIDS: object }, [low(app)]],
    [{}, undefined],
  ])("reads the allow list of %j", async (row, expected) => {
    const decoded = await readOne("exchange/organizationConfig", row);
    expect(decoded).toEqual(expected === undefined ? {} : { ewsAllowedAppIds: expected });
  });

  it("keeps switches that are not set apart from absent ones", async () => {
    const row = { Name: "x", EwsEnabled: null, EnforceExoAppRbacPermissions: "False" };
    expect(await readOne("exchange/organizationConfig", row)).toEqual({
      name: "x",
      ewsEnabled: null,
      enforceExoAppRbacPermissions: false,
    });
  });

  it("refuses a switch that is neither on nor off", async () => {
    expect(await readOne("exchange/organizationConfig", { EwsEnabled: "maybe" })).toBe(
      "exchange/organizationConfig line 1, `EwsEnabled`: expected boolean",
    );
  });
});

describe("other Exchange rows", () => {
  const zero = "00000000-0000-0000-0000-000000000000";
  it.each<[SectionName, unknown, unknown]>([
    [
      "exchange/roles",
      { Name: "Archive", RoleType: 12, Parent: "ApplicationImpersonation", IsRootRole: "False" },
      { name: "Archive", parent: "ApplicationImpersonation", isRootRole: false },
    ],
    [
      "exchange/roles",
      { name: "Top", ROLETYPE: { value: 1, Value: "ApplicationImpersonation" }, Parent: null },
      { name: "Top", roleType: "ApplicationImpersonation", parent: null },
    ],
    [
      "exchange/managementScopes",
      {
        Name: "Robots",
        Guid: object,
        RecipientRoot: "",
        RecipientFilter: "Department -eq 'Robots'",
        ScopeRestrictionType: "RecipientScope",
        Exclusive: false,
        WhenChanged: "not a date",
      },
      {
        name: "Robots",
        guid: low(object),
        recipientRoot: "",
        recipientFilter: "Department -eq 'Robots'",
        scopeRestrictionType: "RecipientScope",
        exclusive: false,
      },
    ],
    [
      "exchange/managementScopes",
      { Name: "Robots", RecipientFilter: 1 },
      "exchange/managementScopes line 1, `RecipientFilter`: expected string",
    ],
    [
      "exchange/scopeMembers",
      { scope: "Robots", row: { ExternalDirectoryObjectId: app, Guid: object } },
      { scope: "Robots", recipient: low(app) },
    ],
    [
      "exchange/scopeMembers",
      { scope: "Robots", row: { ExternalDirectoryObjectId: "", Guid: object } },
      { scope: "Robots", recipient: low(object) },
    ],
    [
      "exchange/scopeMembers",
      { scope: "Robots", row: { ExternalDirectoryObjectId: zero, Guid: null } },
      "exchange/scopeMembers line 1, `row`: expected an ExternalDirectoryObjectId or a Guid",
    ],
    [
      "exchange/servicePrincipals",
      { ObjectId: object, AppId: app, DisplayName: "Robot", Guid: zero },
      { objectId: low(object), appId: low(app), displayName: "Robot" },
    ],
    [
      "exchange/servicePrincipalAuthorizations",
      {
        appId: app,
        row: {
          RoleName: "Application Mail Full Access",
          GrantedPermissions: "Mail.ReadWrite, Mail.Send;MailboxSettings.ReadWrite",
          AllowedResourceScope: object,
          ScopeType: "AdministrativeUnit",
          InScope: "Not Run",
        },
      },
      {
        appId: low(app),
        roleName: "Application Mail Full Access",
        grantedPermissions: ["Mail.ReadWrite", "Mail.Send", "MailboxSettings.ReadWrite"],
        allowedResourceScope: low(object),
        scopeType: "AdministrativeUnit",
      },
    ],
    [
      "exchange/servicePrincipalAuthorizations",
      { appId: app, row: { RoleName: "R", GrantedPermissions: ["A", "B C"], ScopeType: null } },
      { appId: low(app), roleName: "R", grantedPermissions: ["A", "B", "C"], scopeType: null },
    ],
    [
      "exchange/groupMembers",
      {
        group: object,
        row: {
          externaldirectoryobjectid: app,
          RecipientTypeDetails: "UserMailbox",
          DisplayName: "A",
        },
      },
      {
        member: low(app),
        recipientTypeDetails: "UserMailbox",
        displayName: "A",
      },
    ],
    [
      "exchange/mailboxPermissions",
      {
        mailbox: object,
        row: {
          Identity: "adele",
          User: "svc-archive@fabrikam.example",
          AccessRights: ["FullAccess"],
          Deny: "False",
          IsInherited: false,
          InheritanceType: "All",
        },
      },
      {
        mailbox: low(object),
        user: "svc-archive@fabrikam.example",
        accessRights: ["FullAccess"],
        deny: false,
        isInherited: false,
      },
    ],
    [
      "exchange/mailboxPermissions",
      {
        mailbox: object,
        row: { USER: "S-1-5-21-1", accessRights: "{FullAccess, ReadPermission}", Deny: true },
      },
      {
        mailbox: low(object),
        user: "S-1-5-21-1",
        accessRights: ["FullAccess", "ReadPermission"],
        deny: true,
      },
    ],
    [
      "exchange/mailboxPermissions",
      { mailbox: object, row: { AccessRights: ["FullAccess"] } },
      "exchange/mailboxPermissions line 1, `row.User`: expected string",
    ],
    [
      "exchange/administrativeUnits",
      { Name: object, DisplayName: "Berlin", ExternalDirectoryObjectId: `{${app}}`, Guid: "" },
      { name: low(object), displayName: "Berlin", externalDirectoryObjectId: low(app) },
    ],
    [
      "exchange/dynamicGroups",
      {
        ExternalDirectoryObjectId: "",
        Guid: object,
        RecipientFilter: "Office -eq 'Bern'",
        RecipientContainer: null,
      },
      { group: low(object), recipientFilter: "Office -eq 'Bern'", recipientContainer: null },
    ],
  ])("%s %j", async (section, line, expected) => {
    expect(await readOne(section, line)).toEqual(expected);
  });
});
