import { field, type RecordField, type RecordInput } from "./record-view.ts";

/**
 * Texts for the owner, the vendor and the service desk, with the symptom that they would see.
 *
 * `ErrorAccessDenied` is Exchange's refusal, `Authorization_RequestDenied` that of Microsoft Graph itself.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac
 * @see https://learn.microsoft.com/graph/errors
 */
export function communications(input: RecordInput): readonly RecordField[] {
  const { app, change } = input;
  const name = app.displayName || (app.appId ?? "the app");
  const permissions = migrated(input).join(", ");
  const symptom =
    "HTTP 403 with ErrorAccessDenied (Exchange refuses) or Authorization_RequestDenied (Microsoft Graph refuses)";
  if (change === 2)
    return [
      field("Text for the owner", [
        `The old access policies of ${name} will be removed. It works through its new roles since change 1. Please confirm that its jobs ran since then, month-end ones included.`,
      ]),
      field("Text for the service desk", [
        `${name}: from the start of the window, report every ${symptom} to the implementer at once: after this change the scope is repaired, not the policy.`,
      ]),
    ];
  return [
    field("Text for the owner", [
      `${name} will get its mailbox access through roles in Exchange Online; its consent in Entra for ${permissions} is deleted. It keeps its sign-in, its credentials and its mailboxes as listed here. Please test it after the cut-over and say whether it works. Symptom of a fault: ${symptom}.`,
    ]),
    field("Text for the vendor", [
      `We grant ${name} its mailbox access through RBAC for Applications. Please do not ask for admin consent to ${permissions} again, and do not rely on a roles claim in the token: these permissions leave it.`,
    ]),
    field("Text for the service desk", [
      `${name}: for 28 hours after the cut-over its old tokens may still work, so a fault may show late. Symptom: ${symptom} for a mailbox that it should reach. Report to the implementer, who can run the rollback.`,
    ]),
  ];
}

const migrated = ({ app }: RecordInput): readonly string[] =>
  app.permissions.flatMap(({ permission, disposition }) =>
    disposition === "keptLegacy" ? [] : [permission],
  );
