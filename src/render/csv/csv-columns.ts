/** One column of a CSV file: its name and what it holds. */
export type CsvColumns = Readonly<Record<string, string>>;

const APP = {
  appId:
    "Application (client) id; empty when only the service principal is known. Joins the files.",
  servicePrincipalId:
    "Object id of the enterprise application. Joins the files where appId is empty.",
  app: "Display name of the app.",
} as const;

/** The CSV files of a pack, each with its columns in order and what they hold. Lists within a field are joined by " | ". */
export const CSV_COLUMNS = {
  "plan.csv": {
    ...APP,
    status: "Status of the app.",
    permission: "Permission as RBAC for Applications names it.",
    resource: "graph or exchange.",
    kind: "What decides over an Entra grant of it.",
    role: "Application role that grants it; empty = none exists.",
    disposition: "migrate, keptLegacy or remove.",
    verdict: "equivalent, narrower, wider, mixed or unproven; empty for what is kept.",
    before: "Mailboxes reached today; empty = not counted.",
    beforeUnknown: "Mailboxes of which nobody can say whether they are reached today.",
    target: "Mailboxes reached after all steps; empty = not planned or not counted.",
    kept: "Mailboxes in before and target.",
    gained: "Mailboxes in target only; listed in access-changes.csv.",
    lost: "Mailboxes in before only; listed in access-changes.csv.",
    changeHash: "What an approval names; empty when there is nothing to change.",
  },
  "steps.csv": {
    stepId: "Id of the step. Joins the files.",
    ...APP,
    order: "Place of the step within its app, from 1.",
    change: "1 = migrate, can be rolled back; 2 = retire the legacy, the point of no return.",
    phase: "Phase; the script of that name performs it.",
    action: "What the step does.",
    title: "The step in one line.",
    after: "Steps that must be done before.",
    waitMinutes: "Minutes to wait after each of them, in the same order.",
    gate: "What must be observed before going on.",
    wave: "Wave of its app.",
    earliestAt: "Earliest time, ISO 8601 UTC; empty while no start is decided.",
    settleMinutes: "Longest time until the change is visible everywhere; 0 = changes no access.",
    hazards: "What can go wrong.",
    rollbackPhase: "Script that takes it back; empty = nothing to take back.",
    rollback: "How it is taken back.",
    script: "Path of the script in the pack.",
    changeHash: "What an approval names.",
  },
  "apps.csv": {
    ...APP,
    status: "Status of the app.",
    reasons: "Why it has that status.",
    setApart: "microsoftFirstParty or exchangeHybrid; empty otherwise.",
    gates: "Switches that could hide access today, with their state.",
    wave: "Wave in which it moves; empty = it has no steps.",
    risk: "low, medium or high: risk of the change; empty = it has no steps.",
    riskReasons: "What makes it more than low.",
    owner: "Who answers for it, by decision.",
    owners: "Owners of the app, as far as they were read; empty = none, where ownersRead is true.",
    ownersRead: "false = owners were not read, or not all of them.",
    permissions: "Permissions on mailbox data.",
    otherPermissions: "Other application permissions; notRead = not read.",
    policies: "Number of policies that name the app; empty = not read.",
    assignments: "Number of role assignments that it holds already; empty = not read.",
    scope: "Name of the planned management scope.",
    filter: "Filter of the planned management scope.",
    steps: "Number of steps.",
    earliestStart: "Instant (UTC) at which what was already changing has settled.",
    changeHash: "What an approval names; empty when there is nothing to change.",
  },
  "policies.csv": {
    ...APP,
    policy: "Identity of the policy.",
    accessRight: "RestrictAccess or DenyAccess; notRead = the policies were not read.",
    appliesToAllApps: "true = the policy does not name one app.",
    scopeKind: "What the policy's scope is.",
    scopeId: "Entra object id of the scope.",
    scope: "Display name of the scope.",
    recipientType: "Recipient type of the scope.",
    nestedGroups: "Number of groups nested in the scope; empty = not known.",
    description: "Description of the policy.",
  },
  "impersonation.csv": {
    id: "Id of the assignment and its effective user.",
    status:
      "inventoryOnly, remnant, needsDecision or decided; notRead = there may be others: not all was read.",
    role: "Role that lets the account impersonate.",
    assignment: "Name of the assignment.",
    assignee: "Who the role is assigned to.",
    assigneeType: "Kind of assignee.",
    assignmentMethod: "Direct, or through a group.",
    effectiveUser: "Account that may impersonate.",
    enabled: "true or false; empty = not reported.",
    scopeKind: "Kind of scope.",
    scope: "Name of the scope.",
    filter: "Filter of the scope.",
    reach: "Mailboxes in reach; empty = not counted.",
    reachUnknown: "Mailboxes of which nobody can say whether they are in reach.",
    reasons: "Why it has that status.",
  },
  "findings.csv": {
    findingId: "Id of the finding, the same on every run; empty where it was not assessed.",
    outcome: "found, or notAssessed: could not be looked for, which is not none.",
    severity: "high, medium, low or info.",
    kind: "Kind of finding; stable.",
    title: "The kind in words.",
    ...APP,
    subjectKind: "What it is about: app, policy, grant, assignment, scope, group…",
    subjectId: "Id of that object; empty = all that rests on an unread section.",
    subject: "Name of that object.",
    text: "What was found, or why it was not assessed.",
    evidence: "Section and row that it rests on, with the actual value.",
    why: "Why it matters.",
    whatToDo: "What to do.",
    source: "Page that it rests on.",
    sourceAsOf: "Date of that page as it was read.",
  },
  "coverage.csv": {
    section: "Section of the evidence.",
    holds: "What it holds.",
    status:
      "read, denied, failed, absent (the service said that there is no such thing) or notAsked.",
    rows: "Number of rows; empty = not read.",
    notRead: "Parts of it that were not read, with how.",
    message: "What the service or the reader said.",
    needs: "Least permission that reads it, where something is missing.",
    advice: "What to do, where something is missing.",
  },
  "access-changes.csv": {
    ...APP,
    permission: "Permission as RBAC for Applications names it.",
    resource: "graph or exchange.",
    change:
      "gained or lost; notListed = the change cannot be listed, see plan.json. Kept mailboxes are not listed.",
    mailbox: "Id of the mailbox.",
    displayName: "Display name of the mailbox.",
    primarySmtpAddress: "Primary address of the mailbox.",
  },
} as const satisfies Record<string, CsvColumns>;

export type CsvFile = keyof typeof CSV_COLUMNS;

/** A row of a file: each column, null = empty. */
export type CsvRow<File extends CsvFile> = Readonly<
  Record<keyof (typeof CSV_COLUMNS)[File], string | number | boolean | null>
>;
