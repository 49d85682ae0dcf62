import type { ScriptName } from "../script-names.ts";

export type Service = "Exchange Online" | "Microsoft Graph";

/** Where a script runs and what it does to access; plan-independent. */
export const SCRIPT_TEXTS: Readonly<
  Record<ScriptName, { readonly service: Service; readonly effect: string }>
> = {
  "0-objects": {
    service: "Microsoft Graph",
    effect: "Creates an administrative unit and fills it. Nothing is scoped by it yet.",
  },
  "1-prepare": {
    service: "Exchange Online",
    effect: "Creates what the app needs in Exchange. The app keeps all that it has.",
  },
  "2-test": { service: "Exchange Online", effect: "Tests what 1-prepare created." },
  "3-cutover": {
    service: "Microsoft Graph",
    effect: "Deletes the tenant-wide grants. From then on the roles alone give access.",
  },
  "4-declare": {
    service: "Microsoft Graph",
    effect:
      "Takes the permissions out of the app's declaration, so that consent cannot restore them.",
  },
  "5-confirm": {
    service: "Microsoft Graph",
    effect: "Confirms that no grant is left that the policy limits.",
  },
  "6-retire": {
    service: "Exchange Online",
    effect: "Removes the policy. The point of no return.",
  },
  "7-after": {
    service: "Microsoft Graph",
    effect: "Looks for a grant that came back after the policy was removed.",
  },
  "rollback-4": { service: "Microsoft Graph", effect: "Declares the permissions again." },
  "rollback-3": {
    service: "Microsoft Graph",
    effect: "Grants the permissions again. The policy must still stand.",
  },
  "rollback-1": {
    service: "Exchange Online",
    effect: "Removes what 1-prepare created, once the consent is back and visible.",
  },
  "rollback-0": {
    service: "Microsoft Graph",
    effect: "Removes the administrative unit that 0-objects created.",
  },
  "remove-shared": {
    service: "Exchange Online",
    effect: "Removes what several apps used, once nothing is scoped by it.",
  },
  "repair-after-6": {
    service: "Exchange Online",
    effect: "Says what to repair after the policy is gone, and tests again.",
  },
  "repair-after-6-recreate-policy": {
    service: "Exchange Online",
    effect: "Creates the policy again. The last resort.",
  },
};
