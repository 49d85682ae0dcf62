import { join } from "node:path";
import type { Plan } from "../model/plan-document.ts";

/** `<initialDomain>/<collectedAt, to the minute>`; tenant data never becomes a path of its own making. */
export function tenantFolder(
  root: string,
  { collectedAt, tenant }: Pick<Plan["evidence"], "collectedAt" | "tenant">,
): string {
  const domain = tenant.initialDomain.toLowerCase();
  const safe = /^[a-z0-9][a-z0-9.-]{0,200}$/.test(domain) && !domain.includes("..");
  const fallback = tenant.id.toLowerCase().replace(/[^0-9a-f-]/g, "") || "tenant";
  return join(root, safe ? domain : fallback, minuteOf(collectedAt));
}

/** `2026-11-23T18-20Z`: sortable, and a legal file name everywhere. */
export function minuteOf(instant: string): string {
  const iso = new Date(instant).toISOString();
  return `${iso.slice(0, 16).replace(":", "-")}Z`;
}
