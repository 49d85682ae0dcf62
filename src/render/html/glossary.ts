export interface GlossaryEntry {
  readonly term: string;
  readonly meaning: string;
}

/** Words that a reader who is not an Exchange administrator needs. */
export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    term: "Two object ids",
    meaning:
      "An app of your own has two objects in Entra, each with an object id: the app registration and the enterprise application (service principal). Exchange needs the id of the enterprise application; the id under “App registrations” fails or misleads. Vendors' apps and managed identities have an enterprise application only. The application (client) id is a third id, the same in every tenant.",
  },
  {
    term: "Application Access Policy",
    meaning:
      "The legacy way to limit an app: a rule in Exchange Online that restricts (or denies) what a grant in Entra opens. It limits a fixed list of permissions only.",
  },
  {
    term: "Grant",
    meaning:
      "An application permission given to an app in Entra (“admin consent”, appRoleAssignment). It reaches every mailbox unless a policy limits it.",
  },
  {
    term: "RBAC for Applications",
    meaning:
      "The present way: an application role assigned to the app in Exchange Online, with a scope. Roles and grants add up; neither limits the other.",
  },
  {
    term: "Management scope",
    meaning:
      "A named recipient filter in Exchange Online; a role assigned with it reaches what matches.",
  },
  {
    term: "Before, target",
    meaning:
      "Mailboxes that the app can reach by its authorisation when the evidence was taken, and after all steps. Kept is in both, lost only before, gained only after.",
  },
  {
    term: "Unknown",
    meaning:
      "The evidence does not decide: something was not read, or has no documented behaviour. It counts neither as allowed nor as denied.",
  },
  {
    term: "Gate",
    meaning:
      "A switch that could hide access today, such as a disabled app or tenant settings of EWS. It can be flipped, so it never makes a set smaller.",
  },
  {
    term: "Drift",
    meaning: "What could make today's verdict untrue tomorrow, such as an edit to a group.",
  },
  {
    term: "Change hash",
    meaning:
      "A fingerprint of an app's steps and of what they assume. An approval names it; the same hash means the same script, byte for byte.",
  },
  {
    term: "Change 1, change 2",
    meaning:
      "Change 1 moves the app and can be rolled back. Change 2 removes the policy: the point of no return, a decision of its own.",
  },
];
