import { describe, expect, it } from "vitest";
import { API_PERMISSIONS, isApiPermission } from "../../src/model/api-permissions.ts";
import { listScanPermissions, permissionIdFor } from "../../src/model/scan-rights.ts";
import { SECTION_NAMES, SECTIONS } from "../../src/model/sections.ts";

describe("listScanPermissions", () => {
  it.each(SECTION_NAMES)("%s: what it needs is a known permission, and is listed", (name) => {
    const listed = listScanPermissions().filter(({ sections }) => sections.includes(name));
    const named = [...SECTIONS[name].needs.matchAll(/`([A-Za-z]+\.[A-Za-z.]+)`/g)].map(
      ([, permission = ""]) => permission,
    );
    expect(named.filter((permission) => !isApiPermission(permission))).toEqual([]);
    const expected = name.startsWith("exchange/")
      ? ["Exchange.ManageAsApp", "Exchange.Manage"]
      : named;
    expect(expected.length).toBeGreaterThan(0);
    expect(listed.map(({ permission }) => permission)).toEqual(expect.arrayContaining(expected));
  });

  it("asks for nothing that changes a tenant, but for what Exchange has no reading kind of", () => {
    const names = listScanPermissions().map(({ permission }) => permission);
    expect(names.filter((name) => !name.includes(".Read"))).toEqual([
      "Exchange.ManageAsApp",
      "Exchange.Manage",
    ]);
    expect(names.filter((name) => name.includes("ReadWrite"))).toEqual([]);
  });

  it("marks what is needed only when it is asked for", () => {
    const optional = listScanPermissions().filter(({ isOptional }) => isOptional);
    expect(optional.map(({ permission }) => permission)).toContain("User.ReadBasic.All");
    expect(optional.map(({ permission }) => permission)).not.toContain("Application.Read.All");
  });
});

describe("API_PERMISSIONS", () => {
  it("has an id of its own for each permission and kind", () => {
    const ids = Object.values(API_PERMISSIONS).flatMap(({ application, delegated }) =>
      [application, delegated].filter((id) => id !== null),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it("tells the two kinds apart", () => {
    expect(permissionIdFor("Exchange.ManageAsApp", "person")).toBeUndefined();
    expect(permissionIdFor("Exchange.Manage", "app")).toBeUndefined();
    expect(permissionIdFor("Application.Read.All", "app")).toBe(
      "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30",
    );
  });
});
