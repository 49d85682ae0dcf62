/** The application roles that generated tenants have, with the permissions that each grants. */
export const ROLE_PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  "Application Mail.Read": ["Mail.Read"],
  "Application Mail.ReadBasic": ["Mail.ReadBasic"],
  "Application Mail.ReadWrite": ["Mail.ReadWrite"],
  "Application Mail.Send": ["Mail.Send"],
  "Application MailboxSettings.Read": ["MailboxSettings.Read"],
  "Application MailboxSettings.ReadWrite": ["MailboxSettings.ReadWrite"],
  "Application Calendars.Read": ["Calendars.Read"],
  "Application Calendars.ReadWrite": ["Calendars.ReadWrite"],
  "Application Contacts.Read": ["Contacts.Read"],
  "Application Contacts.ReadWrite": ["Contacts.ReadWrite"],
  "Application MailboxFolder.Read": ["MailboxFolder.Read.All"],
  "Application MailboxFolder.ReadWrite": ["MailboxFolder.ReadWrite.All"],
  "Application MailboxItem.Read": ["MailboxItem.Read.All"],
  "Application MailboxItem.ReadWrite": ["MailboxItem.ReadWrite.All"],
  "Application MailboxItem.Export": ["MailboxItem.Export.All"],
  "Application MailboxItem.ImportExport": ["MailboxItem.ImportExport.All"],
  "Application Mail Full Access": ["Mail.ReadWrite", "Mail.Send"],
  "Application Exchange Full Access": [
    "Mail.ReadWrite",
    "Mail.Send",
    "MailboxSettings.ReadWrite",
    "Calendars.ReadWrite",
    "Contacts.ReadWrite",
  ],
  "Application EWS.AccessAsApp": ["EWS.AccessAsApp"],
  "Application SMTP.SendAsApp": ["SMTP.SendAsApp"],
  "Application MailboxConfigItem.Read": ["MailboxConfigItem.Read"],
  "Application MailboxConfigItem.ReadWrite": ["MailboxConfigItem.ReadWrite"],
  "Application MailTips.ReadBasic.All": ["MailTips.ReadBasic.All"],
  "Application Mail-Advanced.ReadWrite.All": ["Mail-Advanced.ReadWrite.All"],
};

export const isKnownRole = (role: string): boolean => ROLE_PERMISSIONS[role] !== undefined;

/** What the service says that a role grants; of one that no table knows, what its name says. */
export const permissionsOfRole = (role: string): readonly string[] =>
  ROLE_PERMISSIONS[role] ?? [role.replace(/^Application /, "")];
