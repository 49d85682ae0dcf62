import { nameOfApp } from "../../name-of-app.ts";
import { renderMinutes } from "../../render-minutes.ts";
import { movedPermissions } from "./moved-permissions.ts";
import { field, type RecordField, type RecordInput } from "./record-view.ts";
import type { Move } from "./record-words.ts";
import { symptomOf } from "./symptom.ts";

/**
 * Texts for the owner, the vendor and the service desk, with the symptom that they would see.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac
 */
export function communications(input: RecordInput): readonly RecordField[] {
  const { app, change, move } = input;
  const name = nameOfApp(app);
  const symptom = symptomOf(app);
  if (change === 2) return move === "moves" ? afterMove(name, symptom) : idlePolicies(name);
  return TEXTS[move]({
    name,
    permissions: movedPermissions(app)
      .map(({ permission }) => permission)
      .join(", "),
    symptom,
    oldTokens: renderMinutes(oldTokenMinutes(input)),
  });
}

const afterMove = (name: string, symptom: string): readonly RecordField[] => [
  field("Text for the owner", [
    `The old access policies of ${name} will be removed. It works through its new roles since change 1. Please confirm that its jobs ran since then, month-end ones included.`,
  ]),
  field("Text for the service desk", [
    `${name}: from the start of the window, report every ${symptom} to the implementer at once: after this change the scope is repaired, not the policy.`,
  ]),
];

const idlePolicies = (name: string): readonly RecordField[] => [
  field("Text for the owner", [
    `The old access policies of ${name} will be removed: by then it holds no grant that they govern. Please say before the window whether it is to be given one again: it would reach every mailbox.`,
  ]),
  field("Text for the service desk", [
    `${name}: its old access policies are removed, and it is to work as before. Report what changes to the implementer.`,
  ]),
];

/** What the texts on change 1 speak of. */
interface Subject {
  readonly name: string;
  readonly permissions: string;
  /** What a refusal looks like. */
  readonly symptom: string;
  /** How long tokens may still carry what is deleted. */
  readonly oldTokens: string;
}

/** The longest that any of the deleted grants stays in tokens, in minutes. */
const oldTokenMinutes = ({ steps }: RecordInput): number =>
  Math.max(
    0,
    ...steps
      .filter(({ action }) => action === "deleteAppRoleAssignment")
      .map(({ settleMinutes }) => settleMinutes),
  );

const TEXTS: Readonly<Record<Move, (subject: Subject) => readonly RecordField[]>> = {
  moves: ({ name, permissions, symptom, oldTokens }) => [
    field("Text for the owner", [
      `${name} will get its mailbox access through roles in Exchange Online; its consent in Entra for ${permissions} is deleted. It keeps its sign-in, its credentials and its mailboxes as listed here. Please test it after the cut-over and say whether it works. Symptom of a fault: ${symptom}.`,
    ]),
    field("Text for the vendor", [
      `We grant ${name} its mailbox access through RBAC for Applications. Please do not ask for admin consent to ${permissions} again, and do not rely on a roles claim in the token: these permissions leave it.`,
    ]),
    field("Text for the service desk", [
      `${name}: for ${oldTokens} after the cut-over its old tokens may still work, so a fault may show late. Symptom: ${symptom} for a mailbox that it should reach. Report to the implementer, who can run the rollback.`,
    ]),
  ],
  deletes: ({ name, permissions }) => [
    field("Text for the owner", [
      `The consent of ${name} in Entra for ${permissions} will be deleted: its policies refuse it every mailbox by now. Please say before the window whether it is meant to be used again.`,
    ]),
    field("Text for the vendor", [
      `We delete the consent of ${name} to ${permissions}. Please do not ask for it again.`,
    ]),
    field("Text for the service desk", [
      `${name}: consent that its policies refuse is deleted, and it is to work as before. Report what changes to the implementer, who can run the rollback.`,
    ]),
  ],
  declares: ({ name, permissions }) => [
    field("Text for the owner", [
      `The registration of ${name} will no longer ask for ${permissions}: roles in Exchange Online give it these by now. It is to work as before.`,
    ]),
    field("Text for the service desk", [
      `${name}: its registration is changed, and it is to work as before. Report what changes to the implementer, who can run the rollback.`,
    ]),
  ],
  retireOnly: () => [],
};
