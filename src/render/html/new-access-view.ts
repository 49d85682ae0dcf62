import type { AppPlan } from "../../model/plan-app.ts";
import { renderMailboxes } from "../render-count.ts";
import type { NewAccessView } from "./report-view.ts";

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
