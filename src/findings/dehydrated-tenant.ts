import { found, type Detector } from "./detector.ts";
import { SOURCES } from "./sources.ts";
import { switchesOf, switchEvidence, switchNotReported, tenantSubject } from "./tenant-switches.ts";

export const dehydratedTenant: Detector<"dehydratedTenant"> = {
  kind: "dehydratedTenant",
  words: {
    severity: "medium",
    title: "tenant that was never customised (dehydrated)",
    why: "role assignments are refused in it, with a message that speaks of delegation",
    whatToDo:
      "run Enable-OrganizationCustomization once and wait about an hour before the first script",
    source: SOURCES.customization,
  },
  restsOn: ["exchange/organizationConfig"],
  widenedBy: [],
  detect: (context) => {
    const dehydrated = switchesOf(context)?.isDehydrated;
    if (dehydrated === undefined) return [switchNotReported(context, "IsDehydrated")];
    if (!dehydrated) return [];
    return [
      found({
        subject: tenantSubject(context),
        app: null,
        text: "IsDehydrated is true",
        evidence: [switchEvidence(context, "IsDehydrated true")],
      }),
    ];
  },
};
