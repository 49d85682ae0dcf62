/** Application permissions that the generated resource service principals offer: value and appRole id. */
export const GRAPH_APP_ROLES: readonly (readonly [value: string, id: string])[] = [
  ["Mail.Read", "810c84a8-4a9e-49e6-bf7d-12d183f40d01"],
  ["Mail.ReadBasic", "6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a"],
  ["Mail.ReadBasic.All", "693c5e45-0940-467d-9b8a-1022fb9d42ef"],
  ["Mail.ReadWrite", "e2a3a72e-5f79-4c64-b1b1-878b674786c9"],
  ["Mail.Send", "b633e1c5-b582-4048-a93e-9f11b44c7e96"],
  ["MailboxSettings.Read", "40f97065-369a-49f4-947c-6a255697ae91"],
  ["MailboxSettings.ReadWrite", "6931bccd-447a-43d1-b442-00a195474933"],
  ["Calendars.Read", "798ee544-9d2d-430c-a058-570e29e34338"],
  ["Calendars.ReadWrite", "ef54d2bf-783f-4e0f-bca1-3210c0444d99"],
  ["Contacts.Read", "089fe4d0-434a-44c5-8827-41ba8a0b17f5"],
  ["Contacts.ReadWrite", "6918b873-d17a-4dc1-b314-35f528134491"],
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
  ["Calendars.ReadBasic.All", "8ba4a692-bc31-4128-9094-475872af8a53"],
  ["Calendars.Read.All", "470229df-a15a-4b08-9d95-8c534862b362"],
  ["Calendars.ReadWrite.All", "d91697b0-a708-4c11-a712-8fb2dc081aa2"],
  ["ProfilePhoto.Read.All", "9f2a7c1e-0000-4000-8000-000000000001"],
  ["User.Read.All", "df021288-bdef-4463-88db-98f22de89214"],
  ["Group.Read.All", "5b567255-7703-4780-807c-7be8301ae99b"],
];

export const EXCHANGE_APP_ROLES: readonly (readonly [value: string, id: string])[] = [
  ["full_access_as_app", "dc890d15-9560-4a4c-9b7f-a736ec74ec40"],
  ["Exchange.ManageAsApp", "dc50a0fb-09a3-484d-be87-e023b12c6440"],
  ["IMAP.AccessAsApp", "5e5addcd-3e8d-4e90-baf5-964efab2b20a"],
  ["POP.AccessAsApp", "cb842b43-da6e-4506-86fe-bb12199c656d"],
  ["SMTP.SendAsApp", "7146a1f0-8703-45b3-9eae-527a64c00995"],
  ["Mailbox.Migration", "f7264778-fba9-422d-8e9e-2675a2c4b513"],
  ["Mail.Read", "810c84a8-4a9e-49e6-bf7d-12d183f40d01"],
  ["Mail.ReadWrite", "e2a3a72e-5f79-4c64-b1b1-878b674786c9"],
  ["Mail.Send", "b633e1c5-b582-4048-a93e-9f11b44c7e96"],
  ["Contacts.Read", "089fe4d0-434a-44c5-8827-41ba8a0b17f5"],
  ["Calendars.Read", "798ee544-9d2d-430c-a058-570e29e34338"],
  ["Calendars.ReadWrite.All", "ef54d2bf-783f-4e0f-bca1-3210c0444d99"],
  ["MailboxSettings.Read", "d45fa9f8-36e5-4cd2-b601-b063c7cf9ac2"],
  // Invented: a permission that no table knows.
  ["Mailbox.Preview.All", "0f000000-0000-4000-8000-000000000077"],
];

export const RESOURCES = {
  graph: {
    appId: "00000003-0000-0000-c000-000000000000",
    servicePrincipalId: "d0000000-0000-4000-8000-000000000901",
    displayName: "Microsoft Graph",
    appRoles: GRAPH_APP_ROLES,
  },
  exchange: {
    appId: "00000002-0000-0ff1-ce00-000000000000",
    servicePrincipalId: "d0000000-0000-4000-8000-000000000902",
    displayName: "Office 365 Exchange Online",
    appRoles: EXCHANGE_APP_ROLES,
  },
} as const;

/** The appRole id of a value that the resource offers. */
export function appRoleId(resource: "graph" | "exchange", value: string): string {
  const found = RESOURCES[resource].appRoles.find(([name]) => name === value);
  if (found === undefined) throw new Error(`${resource} offers no ${value}`);
  return found[1];
}
