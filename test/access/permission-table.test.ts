import { describe, expect, it } from "vitest";
import {
  APPLICATION_ROLES,
  APP_ROLE_PERMISSIONS,
  DEFAULT_ACCESS_ROLE_ID,
  EXCHANGE_APP_ID,
  GRAPH_APP_ID,
  MICROSOFT_TENANT_IDS,
} from "../../src/model/permission-table.ts";

/**
 * "Supported Application Roles": role, protocol's resource, permissions. Copied from the page, not from the table.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac (docs as of 2025-11-25)
 */
const ROLES = [
  ["Application Mail.Read", "graph", "Mail.Read"],
  ["Application Mail.ReadBasic", "graph", "Mail.ReadBasic"],
  ["Application Mail.ReadWrite", "graph", "Mail.ReadWrite"],
  ["Application Mail.Send", "graph", "Mail.Send"],
  ["Application MailboxSettings.Read", "graph", "MailboxSettings.Read"],
  ["Application MailboxSettings.ReadWrite", "graph", "MailboxSettings.ReadWrite"],
  ["Application Calendars.Read", "graph", "Calendars.Read"],
  ["Application Calendars.ReadWrite", "graph", "Calendars.ReadWrite"],
  ["Application Contacts.Read", "graph", "Contacts.Read"],
  ["Application Contacts.ReadWrite", "graph", "Contacts.ReadWrite"],
  ["Application MailboxFolder.Read", "graph", "MailboxFolder.Read.All"],
  ["Application MailboxFolder.ReadWrite", "graph", "MailboxFolder.ReadWrite.All"],
  ["Application MailboxItem.Read", "graph", "MailboxItem.Read.All"],
  ["Application MailboxItem.ReadWrite", "graph", "MailboxItem.ReadWrite.All"],
  ["Application MailboxItem.Export", "graph", "MailboxItem.Export.All"],
  ["Application MailboxItem.ImportExport", "graph", "MailboxItem.ImportExport.All"],
  ["Application Mail Full Access", "graph", "Mail.ReadWrite+Mail.Send"],
  [
    "Application Exchange Full Access",
    "graph",
    "Mail.ReadWrite+Mail.Send+MailboxSettings.ReadWrite+Calendars.ReadWrite+Contacts.ReadWrite",
  ],
  ["Application EWS.AccessAsApp", "exchange", "EWS.AccessAsApp"],
  ["Application SMTP.SendAsApp", "exchange", "SMTP.SendAsApp"],
  ["Application MailboxConfigItem.Read", "graph", "MailboxConfigItem.Read"],
  ["Application MailboxConfigItem.ReadWrite", "graph", "MailboxConfigItem.ReadWrite"],
  ["Application MailTips.ReadBasic.All", "graph", "MailTips.ReadBasic.All"],
  ["Application Mail-Advanced.ReadWrite.All", "graph", "Mail-Advanced.ReadWrite.All"],
];

/**
 * "Supported permissions and additional resources": the eleven of Microsoft Graph, and the one of EWS.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-access-policies (docs as of 2023-06-26)
 */
const GOVERNED = [
  ["graph", "Mail.Read", "Mail.Read", "810c84a8-4a9e-49e6-bf7d-12d183f40d01"],
  ["graph", "Mail.ReadBasic", "Mail.ReadBasic", "6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a"],
  ["graph", "Mail.ReadBasic.All", "Mail.ReadBasic", "693c5e45-0940-467d-9b8a-1022fb9d42ef"],
  ["graph", "Mail.ReadWrite", "Mail.ReadWrite", "e2a3a72e-5f79-4c64-b1b1-878b674786c9"],
  ["graph", "Mail.Send", "Mail.Send", "b633e1c5-b582-4048-a93e-9f11b44c7e96"],
  ["graph", "MailboxSettings.Read", "MailboxSettings.Read", "40f97065-369a-49f4-947c-6a255697ae91"],
  [
    "graph",
    "MailboxSettings.ReadWrite",
    "MailboxSettings.ReadWrite",
    "6931bccd-447a-43d1-b442-00a195474933",
  ],
  ["graph", "Calendars.Read", "Calendars.Read", "798ee544-9d2d-430c-a058-570e29e34338"],
  ["graph", "Calendars.ReadWrite", "Calendars.ReadWrite", "ef54d2bf-783f-4e0f-bca1-3210c0444d99"],
  ["graph", "Contacts.Read", "Contacts.Read", "089fe4d0-434a-44c5-8827-41ba8a0b17f5"],
  ["graph", "Contacts.ReadWrite", "Contacts.ReadWrite", "6918b873-d17a-4dc1-b314-35f528134491"],
  ["exchange", "full_access_as_app", "EWS.AccessAsApp", "dc890d15-9560-4a4c-9b7f-a736ec74ec40"],
];

/** No policy constrains these; those with a role can be scoped in Exchange, those without cannot. */
const UNGOVERNED_WITH_ROLE = [
  ["MailboxFolder.Read.All", "99280d24-a782-4793-93cc-0888549957f6"],
  ["MailboxFolder.ReadWrite.All", "fef87b92-8391-4589-9da7-eb93dab7dc8a"],
  ["MailboxItem.Read.All", "7d9f353d-a7bd-4fbb-822a-26d5dd39a3ce"],
  ["MailboxItem.ReadWrite.All", "1583d471-fede-4e7c-b062-57e9d60cfb49"],
  ["MailboxItem.Export.All", "937550e9-33a3-494b-88ae-d9cd394b1fbb"],
  ["MailboxItem.ImportExport.All", "76577085-e73d-4f1d-b26a-85fb33892327"],
  ["MailboxConfigItem.Read", "27d9d776-f4d2-426d-80ad-5f22f2b01b0a"],
  ["MailboxConfigItem.ReadWrite", "aa6d92d4-b25a-4640-aefe-3e3231e5e736"],
  ["MailTips.ReadBasic.All", "a2c9652d-4d7f-4e4e-9d75-ac32fdc6f413"],
  ["Mail-Advanced.ReadWrite.All", "e118f1da-5c1c-46cf-bff6-8858d786f46f"],
];
const NOT_SCOPABLE = [
  ["Calendars.ReadBasic.All", "8ba4a692-bc31-4128-9094-475872af8a53"],
  ["Calendars.Read.All", "470229df-a15a-4b08-9d95-8c534862b362"],
  ["Calendars.ReadWrite.All", "d91697b0-a708-4c11-a712-8fb2dc081aa2"],
  ["Tasks.Read.All"],
  ["Tasks.ReadWrite.All"],
  ["People.Read.All"],
  ["Place.Read.All"],
  ["Place.ReadWrite.All"],
  ["Bookings.Read.All"],
  ["Bookings.ReadWrite.All"],
  ["Bookings.Manage.All"],
  ["BookingsAppointment.ReadWrite.All"],
  ["ExchangeMessageTrace.Read.All", "89b20d8a-76e2-4057-867b-9961f800b9a4"],
  ["ProfilePhoto.Read.All"],
];

/** Office 365 Exchange Online, all but `full_access_as_app`. */
const EXCHANGE = [
  [
    "IMAP.AccessAsApp",
    "needsMailboxPermission",
    "5e5addcd-3e8d-4e90-baf5-964efab2b20a",
    "28b54159-e98b-4a00-9d52-10c8c7cbd7f3",
  ],
  [
    "POP.AccessAsApp",
    "needsMailboxPermission",
    "cb842b43-da6e-4506-86fe-bb12199c656d",
    "de49976f-4890-467b-967d-b3847b062f21",
  ],
  [
    "SMTP.SendAsApp",
    "needsMailboxPermission",
    "7146a1f0-8703-45b3-9eae-527a64c00995",
    "ce81e10f-fda1-4348-8947-f7fdb6c649ad",
  ],
  ["Exchange.ManageAsApp", "administration", "dc50a0fb-09a3-484d-be87-e023b12c6440"],
  ["Exchange.ManageAsAppV2", "administration", "ea3d980d-ebc7-4be4-8298-a167e5b8797c"],
  ["Mailbox.Migration", "administration", "f7264778-fba9-422d-8e9e-2675a2c4b513"],
  ["Organization.ReadWrite.All", "administration", "c976971c-a54d-4835-a240-2479e3dac74a"],
  ["User.Read.All", "notMailboxData"],
  ["User.ReadBasic.All", "notMailboxData"],
  ["Mail.Read", "retiredApi", "810c84a8-4a9e-49e6-bf7d-12d183f40d01"],
  ["Mail.ReadWrite", "retiredApi", "e2a3a72e-5f79-4c64-b1b1-878b674786c9"],
  ["Mail.Send", "retiredApi", "b633e1c5-b582-4048-a93e-9f11b44c7e96"],
  ["Contacts.Read", "retiredApi", "089fe4d0-434a-44c5-8827-41ba8a0b17f5"],
  ["Contacts.ReadWrite", "retiredApi", "6918b873-d17a-4dc1-b314-35f528134491"],
  ["Calendars.Read", "retiredApi", "798ee544-9d2d-430c-a058-570e29e34338"],
  ["Calendars.Read.All", "retiredApi", "2dfdc6dc-2fa7-4a2c-a922-dbd4f85d17be"],
  ["Calendars.ReadWrite.All", "retiredApi", "ef54d2bf-783f-4e0f-bca1-3210c0444d99"],
  ["MailboxSettings.Read", "retiredApi", "d45fa9f8-36e5-4cd2-b601-b063c7cf9ac2"],
  ["MailboxSettings.ReadWrite", "retiredApi", "f9156939-25cd-4ba8-abfe-7fabcf003749"],
];

const hasOwnRole = (resource: string, permission: string): boolean =>
  APPLICATION_ROLES.some(
    (role) =>
      !role.composite && role.resource === resource && role.permissions.includes(permission),
  );

describe("application roles", () => {
  it("are the 24 of the page, word for word", () => {
    const ours = APPLICATION_ROLES.map(({ role, resource, permissions }) => [
      role,
      resource,
      permissions.join("+"),
    ]);
    expect(ours).toEqual(ROLES);
    expect(ours).toHaveLength(24);
  });

  it("are composite where they grant more than one permission, and only there", () => {
    for (const { role, composite, permissions } of APPLICATION_ROLES) {
      expect(composite, role).toBe(permissions.length > 1);
    }
    const composite = APPLICATION_ROLES.filter((role) => role.composite);
    expect(composite.map(({ role }) => role)).toEqual([
      "Application Mail Full Access",
      "Application Exchange Full Access",
    ]);
  });
});

describe("permissions in Entra", () => {
  it("are governed by policies: eleven of Graph and one of Exchange, no other", () => {
    const governed = APP_ROLE_PERMISSIONS.filter(({ kind }) => kind === "governed");
    const ours = governed.map(({ resource, value, permission, appRoleIds }) => [
      resource,
      value,
      permission,
      ...appRoleIds,
    ]);
    expect(ours).toEqual(GOVERNED);
    expect(ours).toHaveLength(11 + 1);
  });

  it("are ungoverned where no policy constrains them, with their role or without", () => {
    const ungoverned = APP_ROLE_PERMISSIONS.filter(({ kind }) => kind === "ungoverned");
    const listed = (withRole: boolean): string[] =>
      ungoverned
        .filter(({ permission }) => hasOwnRole("graph", permission) === withRole)
        .map(({ value, appRoleIds }) => [value, ...appRoleIds].join())
        .toSorted();
    const said = (lines: readonly (readonly string[])[]): string[] =>
      lines.map((line) => line.join()).toSorted();
    expect(listed(true)).toEqual(said(UNGOVERNED_WITH_ROLE));
    expect(listed(false)).toEqual(said(NOT_SCOPABLE));
    expect(ungoverned.every(({ resource }) => resource === "graph")).toBe(true);
  });

  it("on Office 365 Exchange Online are what the resource's own list says", () => {
    const others = APP_ROLE_PERMISSIONS.filter(
      ({ resource, kind }) => resource === "exchange" && kind !== "governed",
    );
    const ours = others.map(({ value, kind, appRoleIds }) => [value, kind, ...appRoleIds]);
    expect(ours).toEqual(EXCHANGE);
  });

  it("have another role than their own name where they have one: every governed one has", () => {
    for (const [resource = "", value, permission = ""] of GOVERNED) {
      expect(hasOwnRole(resource, permission), value).toBe(true);
    }
    expect(hasOwnRole("exchange", "IMAP.AccessAsApp")).toBe(false);
    expect(hasOwnRole("exchange", "POP.AccessAsApp")).toBe(false);
    expect(hasOwnRole("exchange", "SMTP.SendAsApp")).toBe(true);
  });

  it("are keyed by resource and id: ids repeat between the two, never within one", () => {
    const keys = APP_ROLE_PERMISSIONS.flatMap(({ resource, appRoleIds }) =>
      appRoleIds.map((id) => `${resource}/${id}`),
    );
    expect(new Set(keys).size).toBe(keys.length);
    const ids = APP_ROLE_PERMISSIONS.flatMap(({ appRoleIds }) => appRoleIds);
    expect(ids.length - new Set(ids).size).toBe(7);
  });
});

describe("ids of Microsoft's own", () => {
  it("are those that Microsoft documents", () => {
    expect(GRAPH_APP_ID).toBe("00000003-0000-0000-c000-000000000000");
    expect(EXCHANGE_APP_ID).toBe("00000002-0000-0ff1-ce00-000000000000");
    expect(DEFAULT_ACCESS_ROLE_ID).toBe("00000000-0000-0000-0000-000000000000");
    expect([...MICROSOFT_TENANT_IDS]).toEqual([
      "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
      "72f988bf-86f1-41af-91ab-2d7cd011db47",
    ]);
  });
});
