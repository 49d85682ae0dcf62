import { z } from "zod";
import type {
  ImpersonationDecision,
  OpenImpersonationDecision,
} from "../model/impersonation-decision.ts";

const appId = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, "expected an app id, or null")
  .toLowerCase();

/** What was decided of one impersonation item. Whether it can be carried out is for the plan to say. */
export const impersonationDecisionSchema: z.ZodType<ImpersonationDecision> = z
  .strictObject({
    application: appId.nullable().meta({
      description: "app id of the app that does the account's work; null = nobody uses it any more",
    }),
    permissions: z
      .array(z.string().min(1))
      .meta({
        description:
          "permissions that an application role grants, such as Mail.Read; EWS.AccessAsApp is a bridge with an end",
      })
      .exactOptional(),
    scope: z
      .union(
        [
          z.literal("carryOver"),
          z.strictObject({
            filter: z.string().min(1).meta({
              description: "recipient filter (OPATH) of the mailboxes that the app is to reach",
            }),
          }),
        ],
        { error: 'expected "carryOver", or {"filter": "…"}' },
      )
      .meta({
        description:
          "carryOver uses the management scope of the assignment itself; else a recipient filter",
      })
      .exactOptional(),
  })
  .meta({ description: "what was decided of one account that may impersonate" });

/** One impersonation item that waits for a decision. */
export const openImpersonationSchema: z.ZodType<OpenImpersonationDecision> = z.object({
  item: z.string(),
  displayName: z.string(),
  decision: z.literal("impersonation"),
  question: z.string(),
  choices: z.array(z.string()),
  howToFindTheApp: z.array(z.string()),
  example: impersonationDecisionSchema,
});
