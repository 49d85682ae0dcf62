import type { SectionName } from "../model/sections.ts";
import { contribution, type Contribution } from "./contribution.ts";

/**
 * What was not read may be anything: never a denial, never an empty list.
 *
 * @see https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2 on the rights that reads need
 *   (docs as of 2026-08-21)
 */
export function unreadSection(app: string, section: SectionName): Contribution {
  return contribution("unread-section", app, "unknown", { section });
}
