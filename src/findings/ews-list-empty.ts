import { DEADLINES } from "../model/deadlines.ts";
import { found, type Detector } from "./detector.ts";
import { SOURCES } from "./sources.ts";
import { switchesOf, switchEvidence, switchNotReported, tenantSubject } from "./tenant-switches.ts";

/** Which app is served is read from the settings, never inferred from the calendar (U10). */
export const ewsListEmpty: Detector<"ewsListEmpty"> = {
  kind: "ewsListEmpty",
  words: {
    severity: "high",
    title: "EWS is on with an empty list of apps",
    why: `with EwsEnabled on and no EwsAllowedAppIDs every app on EWS is blocked from ${DEADLINES.ewsPhasedDisablement.date}; before, every app is served`,
    whatToDo:
      "find out which apps still need EWS and name them in EwsAllowedAppIDs, which replaces the whole list; it can take 24 hours",
    source: SOURCES.organizationConfig,
  },
  restsOn: ["exchange/organizationConfig"],
  widenedBy: [],
  detect: (context) => {
    const config = switchesOf(context);
    if (config?.ewsEnabled === undefined) return [switchNotReported(context, "EwsEnabled")];
    if (config.ewsEnabled !== true) return [];
    if (config.ewsAllowedAppIds === undefined) {
      return [switchNotReported(context, "EwsAllowedAppIDs")];
    }
    if ((config.ewsAllowedAppIds ?? []).length > 0) return [];
    const { collectedAt } = context.snapshot;
    const past = Date.parse(collectedAt) >= Date.parse(DEADLINES.ewsPhasedDisablement.date);
    return [
      found({
        subject: tenantSubject(context),
        app: null,
        text: past
          ? "EwsEnabled is on and EwsAllowedAppIDs is empty: every app on EWS is blocked"
          : `EwsEnabled is on and EwsAllowedAppIDs is empty: from ${DEADLINES.ewsPhasedDisablement.date} every app on EWS is blocked`,
        evidence: [switchEvidence(context, "EwsEnabled true, EwsAllowedAppIDs empty")],
      }),
    ];
  },
};
