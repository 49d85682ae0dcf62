import { API_PERMISSIONS, type ApiPermissionName, isApiPermission } from "./api-permissions.ts";
import { byText } from "./by-text.ts";
import { SECTION_NAMES, SECTIONS, type SectionInfo, type SectionName } from "./sections.ts";

/** A permission of the app registration that scans, and what would stay unread without it. */
export interface ScanPermission {
  readonly permission: ApiPermissionName;
  readonly sections: readonly SectionName[];
  /** Every section that it reads is asked for only now and then. */
  readonly isOptional: boolean;
}

/** A step of making the registration. */
export interface RegistrationStep {
  /** `person`: for whoever signs in as themselves; `app`: for an app that scans on its own. */
  readonly for: "both" | "person" | "app";
  readonly text: string;
  readonly source: string;
}

const REGISTRATION = "https://learn.microsoft.com/entra/identity-platform/quickstart-register-app";
const DESKTOP =
  "https://learn.microsoft.com/entra/identity-platform/scenario-desktop-app-registration";
const CONSENT = "https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent";
const APP_ONLY = "https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2";
const ROLES =
  "https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference";

export const REGISTRATION_STEPS: readonly RegistrationStep[] = [
  {
    for: "both",
    text: "Entra admin center, App registrations, New registration: accounts in this directory only, no redirect URI",
    source: REGISTRATION,
  },
  {
    for: "person",
    text: "Authentication: add the platform Mobile and desktop applications with http://localhost, and allow public client flows",
    source: DESKTOP,
  },
  {
    for: "app",
    text: "Certificates & secrets: upload the certificate, without its private key (openssl req -x509 -newkey rsa:3072 -sha256 -days 30 -subj '/CN=scopewright' -keyout private.pem -out certificate.pem; scan --certificate takes both in one file)",
    source: APP_ONLY,
  },
  {
    for: "both",
    text: "API permissions: add those listed; Exchange's are under APIs my organization uses, Office 365 Exchange Online",
    source: APP_ONLY,
  },
  {
    for: "both",
    text: "API permissions, Grant admin consent: application permissions of Microsoft Graph need Privileged Role Administrator or above",
    source: CONSENT,
  },
  {
    for: "person",
    text: "Give whoever signs in the Entra role Global Reader, active and not only eligible (in Exchange: View-Only Organization Management)",
    source: ROLES,
  },
  {
    for: "app",
    text: "Give the app the Entra role Global Reader; or, narrower, in Exchange PowerShell: New-ServicePrincipal -AppId <client id> -ObjectId <object id of the enterprise application>, then Add-RoleGroupMember 'View-Only Organization Management' -Member <object id>",
    source: APP_ONLY,
  },
  {
    for: "both",
    text: "After the audit: delete the registration; together with a role of Exchange its permissions are powerful",
    source: APP_ONLY,
  },
];

/** What a section of Graph needs is told in words, with its permissions in backticks. */
const PERMISSION = /`([^`]+)`/g;

/**
 * Lists the permissions that a scan needs, from what its sections need.
 *
 * Exchange has one permission for everything: what may be read there is up to roles, which `SECTIONS` names.
 */
export function listScanPermissions(): readonly ScanPermission[] {
  const ofExchange = SECTION_NAMES.filter((name) => name.startsWith("exchange/"));
  const exchange = (["Exchange.ManageAsApp", "Exchange.Manage"] as const).map((permission) => ({
    permission,
    sections: ofExchange,
    isOptional: false,
  }));
  const needed = new Map<ApiPermissionName, SectionName[]>();
  for (const name of SECTION_NAMES.filter((one) => !ofExchange.includes(one))) {
    for (const [, permission = ""] of SECTIONS[name].needs.matchAll(PERMISSION)) {
      if (isApiPermission(permission))
        needed.set(permission, [...(needed.get(permission) ?? []), name]);
    }
  }
  const graph = [...needed].map(([permission, sections]) => ({
    permission,
    sections,
    isOptional: sections.every((name) => infoOf(name).optional !== false),
  }));
  return [...exchange, ...graph.toSorted((a, b) => byText(a.permission, b.permission))];
}

const infoOf = (name: SectionName): SectionInfo => SECTIONS[name];

/** The id of a permission for a person who signs in, or for an app; undefined when that kind does not need it. */
export function permissionIdFor(
  name: ApiPermissionName,
  who: "person" | "app",
): string | undefined {
  const { application, delegated } = API_PERMISSIONS[name];
  return (who === "app" ? application : delegated) ?? undefined;
}
