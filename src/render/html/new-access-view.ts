import type { AppPlan } from "../../model/plan-app.ts";
import { renderMailboxes } from "../render-count.ts";

/** New access by decision, as an app's part of the page tells it. */
export interface NewAccessView {
  readonly permissions: string;
  readonly mailboxes: string;
  readonly scope: string;
  readonly filter: string;
  readonly carriedOver: boolean;
  readonly items: readonly string[];
}

/** What decisions on impersonating accounts give an app, one for each scope. */
export function newAccessViews({ newAccess = [] }: AppPlan): readonly NewAccessView[] {
  return newAccess.map(({ items, permissions, scope, carriedOver, mailboxes }) => ({
    permissions: permissions.join(", "),
    mailboxes: renderMailboxes(mailboxes.count),
    scope: scope.name,
    filter: scope.filter,
    carriedOver,
    items,
  }));
}
