import { found, type Detector } from "./detector.ts";
import { rowsOf } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";

/** How many fit is told in two numbers: about 300 where every description is one blank, 100 otherwise. */
const FIT_WITHOUT_DESCRIPTIONS = 300;
const FIT_WITH_DESCRIPTIONS = 100;
/** Share of it from which there is little room left. */
const NEARLY = 0.8;

/**
 * The space of all policies of a tenant is fixed in total; how much one takes is not documented, so the documented
 * numbers of policies stand for it.
 */
export const policySpaceLow: Detector<"policySpaceLow"> = {
  kind: "policySpaceLow",
  words: {
    severity: "medium",
    title: "space for policies nearly used up",
    why: "the total size of all policies is fixed for the tenant: a new one, or one that is re-created in a rollback, may be refused",
    whatToDo:
      "do not count on re-creating a policy; retire migrated ones, and keep descriptions short",
    source: SOURCES.newPolicy,
  },
  restsOn: ["exchange/applicationAccessPolicies"],
  widenedBy: [],
  detect: (context) => {
    const rows = rowsOf(context, "exchange/applicationAccessPolicies");
    const bare = rows.every(({ description }) => description?.trim() === "");
    const fit = bare ? FIT_WITHOUT_DESCRIPTIONS : FIT_WITH_DESCRIPTIONS;
    if (rows.length < fit * NEARLY) return [];
    const { id, displayName } = context.snapshot.tenant;
    return [
      found({
        subject: { kind: "tenant", id, name: displayName },
        app: null,
        text: `${String(rows.length)} policies; documented is room for about ${String(fit)} ${
          bare ? "with blank descriptions" : "with descriptions"
        }${rows.length > fit ? ": more than that are here already" : ""}`,
        evidence: [
          {
            section: "exchange/applicationAccessPolicies",
            row: "exchange/applicationAccessPolicies",
            value: `${String(rows.length)} rows`,
          },
        ],
      }),
    ];
  },
};
