import type { Plan } from "../../../model/plan-document.ts";
import { renderCount } from "../../render-count.ts";
import { VERDICT_WORDS } from "../status-words.ts";
import type { AppLink } from "./app-link.ts";

/** Whose access changes: every app that gains or loses a mailbox, worst first. */
export interface AffectedView {
  readonly planned: string;
  readonly same: string;
  readonly changed: readonly {
    readonly name: string;
    readonly anchor: string;
    readonly lines: readonly string[];
  }[];
  readonly more: string | null;
}

const SHOWN = 12;

/** Apps with a permission that moves, apart by whether they reach the same mailboxes afterwards. */
export function affectedView({ apps }: Plan, links: readonly AppLink[]): AffectedView {
  const planned = apps.flatMap((app, index) => {
    const link = links[index];
    const moving = app.permissions.filter(({ target }) => target !== undefined);
    if (link === undefined || moving.length === 0) return [];
    const changing = moving.filter(({ verdict }) => verdict !== "equivalent");
    const size = changing.reduce(
      (sum, { gained, lost }) => sum + (gained?.count ?? 0) + (lost?.count ?? 0),
      0,
    );
    return [{ link, changing, size }];
  });
  const changed = planned
    .filter(({ changing }) => changing.length > 0)
    .toSorted((a, b) => b.size - a.size);
  return {
    planned: renderCount(planned.length),
    same: renderCount(planned.length - changed.length),
    changed: changed.slice(0, SHOWN).map(({ link, changing }) => ({
      name: link.name,
      anchor: link.anchor,
      lines: changing.map(
        ({ permission, verdict, gained, lost }) =>
          `${permission}: ${renderCount(gained?.count ?? null)} gained, ${renderCount(lost?.count ?? null)} lost${verdict === "unproven" ? ` (${VERDICT_WORDS.unproven})` : ""}`,
      ),
    })),
    more: changed.length > SHOWN ? renderCount(changed.length - SHOWN) : null,
  };
}
