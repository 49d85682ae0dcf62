/**
 * Texts of the report itself that hold a number: nothing of the tenant is in them. `¶` stands for a text of the plan.
 *
 * Each says a documented fact, a rule of this tool, or the number of a change: there are two.
 */
export const OWN_TEXTS: readonly RegExp[] = [
  // The two changes, which are two decisions.
  /^(?:Approvals of )?Decision (?:1: migrate|2: retire the legacy)$/,
  /^Change (?:1: migrate|2: retire the legacy)$/,
  /^(?:Decision 1: migrate )?(?:Decision 2: retire the legacy )?Access(?: Candidates)?(?: Steps)?(?: Scripts)?$/,
  /^Cannot be undone, and is a decision of its own: approve it once change 1 has been observed\.$/,
  /^Cannot be undone: decide it after change 1 was observed, app by app$/,
  /^After change 1 the app's access comes from its roles\. The policies limit grants in Entra only/,
  /^Any time before change 2 removes the policies\.$/,
  /^Attach the result files of the scripts, and a new scan: the app's plan is then down to change 2\.$/,
  /^The old access policies of .* will be removed\. It works through its new roles since change 1\./,
  /^One day after ¶: run it again, and scan: the app's plan has 0 steps left\.$/,
  /^Change 1: steps and the waits between them$/,
  /^Change 2: retire, and its settling$/,
  /^Change 1 takes$/,
  /^Change 1, change 2$/,
  /^Change 1 moves the app and can be rolled back\. Change 2 removes the policy/,
  /^Wave \| Begins \| Change 1 takes \| Settles for \| Is observed for \| Change 2 takes$/,
  // Subscriptions live up to 7 days; a board waits at least 8.
  /Subscriptions live up to 7 days and must be renewed under the roles alone\.$/,
  /^Before decision 2: at least 8 days and one full business cycle of the app after the cut-over \(subscriptions live up to 7 days\)\.$/,
  // 403 is a refusal.
  /^[^\d]*: from the start of the window, report every HTTP 403 with /,
  /will get its mailbox access through roles in Exchange Online; .* Symptom of a fault: HTTP 403 with /,
  // Addresses and commands.
  /^GET https:\/\/graph\.microsoft\.com\/v1\.0\/servicePrincipals\/¶\/appRoleAssignments$/,
  /^Search-UnifiedAuditLog -StartDate <start> -EndDate <end> -RecordType ExchangeAdmin -Operations [A-Za-z,-]+ -ResultSize 5000$/,
  // Compared apart: the hash of each script, and its text.
  /^¶ SHA-256 ¶$/,
  // Addresses of sources of the report's own.
  /^techcommunity\.microsoft\.com\/blog\/exchange\/retirement-of-rbac-application-impersonation-in-exchange-online\/4062671$/,
  // Names.
  /^the EWS usage report of the Microsoft 365 admin center: apps that call EWS, with their ids$/,
  /^the list of allowed apps is enforced worldwide \(message MC1485116, told by others\)$/,
];

/** Names that hold a number and are nobody's count. */
export const OWN_NAMES: readonly string[] = [
  "Office 365 Exchange Online",
  "Entra ID P1 or P2",
  "message MC1485116",
];

/** Words of the report itself that hold a digit. */
export const OWN_WORDS: ReadonlySet<string> = new Set([
  "ps1",
  "v1",
  "v2",
  "sha",
  "o365",
  "mc1485116",
]);
