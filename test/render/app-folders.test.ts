import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AppPlan } from "../../src/model/plan-app.ts";
import { appFolders } from "../../src/render/app-folders.ts";
import { SAMPLE_APPS } from "./sample-apps.ts";
import { unicodeText } from "../arbitraries/unicode-text.ts";

const named = (displayName: string, appId: string | null): AppPlan => {
  const [app] = SAMPLE_APPS as [AppPlan];
  return { ...app, displayName, appId };
};

describe("appFolders", () => {
  it.each([
    [
      "Contoso CRM’s mailer",
      "0a1b2c3d-1111-4111-8111-111111111111",
      "contoso-crm-s-mailer-0a1b2c3d",
    ],
    ["Zoë Ångström", "0A1B2C3D-1111-4111-8111-111111111111", "zoe-angstrom-0a1b2c3d"],
    ["日本語", "0a1b2c3d-1111-4111-8111-111111111111", "app-0a1b2c3d"],
    ["../../etc", "0a1b2c3d-1111-4111-8111-111111111111", "etc-0a1b2c3d"],
    ["CON", "0a1b2c3d-1111-4111-8111-111111111111", "con-0a1b2c3d"],
  ])("names the folder of %s", (displayName, appId, folder) => {
    const app = named(displayName, appId);
    expect(appFolders([app]).get(app)).toBe(folder);
  });

  it("tells apps apart whose short names are the same", () => {
    const apps = ["1111", "2222"].map((end) => named("CRM", `0a1b2c3d-0000-4000-8000-${end}`));
    const folders = [...appFolders(apps).values()];
    expect(new Set(folders).size).toBe(2);
    expect(folders[0]).toBe("crm-0a1b2c3d-0000-4000-8000-1111");
  });

  it("never_a_path: only letters, digits and hyphens, whatever the name", () => {
    fc.assert(
      fc.property(unicodeText(), fc.string(), (name, id) => {
        const app = named(name, id);
        expect(appFolders([app]).get(app)).toMatch(/^[a-z0-9]+(?:-[a-z0-9-]*)?$/);
      }),
    );
  });
});
