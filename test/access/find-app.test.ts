import { describe, expect, it } from "vitest";
import { assigneeOf, findApp, type AppDirectory } from "../../src/access/find-app.ts";
import type { RoleAssignmentRow } from "../../src/model/exchange-rows.ts";
import { appIdOf, servicePrincipalIdOf } from "../generator/ids.ts";
import { pointer, servicePrincipal } from "../arbitraries/rows.ts";

const row = (more: Partial<RoleAssignmentRow>): RoleAssignmentRow => ({
  name: "assignment",
  role: "Application Mail.Read",
  ...more,
});

const DIRECTORY: AppDirectory = {
  exchange: [
    pointer(1, { identity: "identity-1", name: "name-1", guid: "guid-1" }),
    pointer(2, { displayName: "Twin" }),
    pointer(3, { displayName: "Twin" }),
  ],
  graph: [servicePrincipal(4, { displayName: "Fourth" })],
};

describe("findApp", () => {
  it.each<[string, Partial<RoleAssignmentRow>, number | null]>([
    ["the object id", { app: servicePrincipalIdOf(1) }, 1],
    ["the object id in upper case", { app: servicePrincipalIdOf(1).toUpperCase() }, 1],
    ["the app id", { app: appIdOf(1) }, 1],
    ["the Identity of the pointer", { app: "Identity-1" }, 1],
    ["the Name of the pointer", { app: "NAME-1" }, 1],
    ["the Guid of the pointer", { app: "guid-1" }, 1],
    ["the display name of one pointer", { app: "App 1" }, 1],
    ["the display name of two pointers", { app: "Twin" }, null],
    ["the assignee, where the app is blank", { app: " ", roleAssignee: appIdOf(1) }, 1],
    ["the assignee's name", { app: "gone", roleAssigneeName: "App 1" }, 1],
    ["an object id that Entra alone knows", { app: servicePrincipalIdOf(4) }, 4],
    ["an app id that Entra alone knows", { app: appIdOf(4) }, 4],
    ["a display name of Entra alone, which is not unique", { app: "Fourth" }, null],
    ["nobody", { app: "nobody" }, null],
    ["nothing", {}, null],
  ])("finds the app by %s", (_name, more, expected) => {
    const found = findApp(DIRECTORY, row(more));
    expect(found?.appId ?? null).toBe(expected === null ? null : appIdOf(expected));
    if (expected !== null) expect(found?.servicePrincipalId).toBe(servicePrincipalIdOf(expected));
  });

  it("finds nothing where neither list was read", () => {
    const blind = { exchange: null, graph: null };
    expect(findApp(blind, row({ app: appIdOf(1) }))).toBeUndefined();
  });

  it.each<[Partial<RoleAssignmentRow>, string]>([
    [{ app: "app", roleAssignee: "assignee" }, "app"],
    [{ app: "", roleAssignee: "assignee", roleAssigneeName: "name" }, "assignee"],
    [{ roleAssigneeName: "name" }, "name"],
    [{}, "assignment"],
  ])("calls the app of %o %s", (more, expected) => {
    expect(assigneeOf(row(more))).toBe(expected);
  });
});
