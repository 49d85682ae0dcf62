import { isGuid } from "../../model/ids.ts";
import { type RawRow, readText } from "../raw-row.ts";

/** The lists that tell an app from the texts that name it. */
export interface AppDirectorySources {
  readonly roleAssignments: readonly RawRow[];
  /** Exchange's pointers; null = not read. */
  readonly exchangeServicePrincipals: readonly RawRow[] | null;
  /** Entra's service principals; null = not read. */
  readonly graphServicePrincipals: readonly RawRow[] | null;
}

const ASSIGNEES = ["App", "RoleAssignee", "RoleAssigneeName", "User"] as const;
const IDS = ["ObjectId", "AppId", "Identity", "Name", "Guid"] as const;

/**
 * Resolves the apps that hold an application role: their app ids, lower case; where nothing tells the app, the text
 * that the assignment prints.
 *
 * Assignments that only let somebody delegate a role are not held by apps. A display name counts only where one
 * service principal alone has it.
 */
export function resolveApplicationHolders(sources: AppDirectorySources): readonly string[] {
  const find = createAppFinder(sources);
  const holders = sources.roleAssignments.filter(isHeldByApplication).map((row) => {
    const names = ASSIGNEES.map((property) => readText(row, property)).filter(
      (text) => text !== "",
    );
    return names.map(find).find((id) => id !== undefined) ?? names[0] ?? "";
  });
  return [...new Set(holders.filter((holder) => holder !== ""))].toSorted();
}

function isHeldByApplication(row: RawRow): boolean {
  const type = readText(row, "RoleAssigneeType").toLowerCase();
  const role = readText(row, "Role").toLowerCase();
  const delegation = readText(row, "RoleAssignmentDelegationType").toLowerCase();
  const isApp = type === "serviceprincipal" || readText(row, "App") !== "";
  return isApp && role.startsWith("application ") && !delegation.startsWith("delegating");
}

function createAppFinder(sources: AppDirectorySources): (name: string) => string | undefined {
  const byId = new Map<string, string>();
  const byDisplayName = new Map<string, Set<string>>();
  const learn = (id: string, app: string): void => {
    if (id !== "" && isGuid(app)) byId.set(id.toLowerCase(), app.toLowerCase());
  };
  for (const row of sources.graphServicePrincipals ?? []) {
    learn(readText(row, "id"), readText(row, "appId"));
  }
  for (const row of sources.exchangeServicePrincipals ?? []) {
    const app = readText(row, "AppId");
    for (const property of IDS) learn(readText(row, property), app);
    const name = readText(row, "DisplayName").toLowerCase();
    byDisplayName.set(name, (byDisplayName.get(name) ?? new Set()).add(app.toLowerCase()));
  }
  return (name) => {
    const namesakes = [...(byDisplayName.get(name.toLowerCase()) ?? [])];
    return byId.get(name.toLowerCase()) ?? (namesakes.length === 1 ? namesakes[0] : undefined);
  };
}
