import { z } from "zod";
import type { SetReference } from "../model/plan-permission.ts";

/** A set of mailboxes by the name of its file; names are hashes, so that none can be a path. */
const nameSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: "file sets/<name>.ndjson, one mailbox id a line" });

export const setReferenceSchema: z.ZodType<SetReference> = z.object({
  count: z.int().nullable(),
  set: z.union([nameSchema, z.object({ base: z.literal("all"), except: nameSchema })]).nullable(),
});
