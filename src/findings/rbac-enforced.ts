import { found, type Detector } from "./detector.ts";
import { SOURCES } from "./sources.ts";
import { switchesOf, switchEvidence, switchNotReported, tenantSubject } from "./tenant-switches.ts";

/** What the switch does is documented nowhere (U1): shown, never set, never counted on. */
export const rbacEnforced: Detector<"rbacEnforced"> = {
  kind: "rbacEnforced",
  words: {
    severity: "medium",
    title: "EnforceExoAppRbacPermissions is on",
    why: "what Entra alone grants may be refused here: what apps reach by consent is an upper bound, and a rollback that re-grants consent may restore nothing",
    whatToDo:
      "ask Microsoft what the switch does in this tenant, and test the rollback with one app first; nothing here sets it",
    source: SOURCES.organizationConfig,
  },
  restsOn: ["exchange/organizationConfig"],
  widenedBy: [],
  detect: (context) => {
    const enforced = switchesOf(context)?.enforceExoAppRbacPermissions;
    if (enforced === undefined) {
      return [switchNotReported(context, "EnforceExoAppRbacPermissions")];
    }
    if (enforced !== true) return [];
    return [
      found({
        subject: tenantSubject(context),
        app: null,
        text: "EnforceExoAppRbacPermissions is true",
        evidence: [switchEvidence(context, "EnforceExoAppRbacPermissions true")],
      }),
    ];
  },
};
