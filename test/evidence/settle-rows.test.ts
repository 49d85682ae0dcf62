import { describe, expect, it } from "vitest";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import { writeFolder } from "./evidence-folder.ts";

const id = (letter: string): string => `${letter}0000000-0000-4000-8000-000000000001`;
const recipient = { ExternalDirectoryObjectId: id("a"), RecipientTypeDetails: "UserMailbox" };
const group = {
  ExternalDirectoryObjectId: id("b"),
  RecipientTypeDetails: "MailUniversalSecurityGroup",
  Name: "Sales",
};
const policy = {
  Identity: `${id("0")}\\${id("c")}:S-1-5-21-1-2-3;${id("b")}`,
  AppId: id("c"),
  AccessRight: "RestrictAccess",
};
const servicePrincipal = { id: id("d"), appId: id("c"), displayName: "App" };
const pointer = { ObjectId: id("d"), AppId: id("c") };
const assignment = { Name: "Read", Guid: id("f"), Role: "Application Mail.Read", Enabled: true };
const scope = { Name: "Scope", RecipientFilter: "Alias -eq 'a'" };

/** Rows that speak of one thing and say two. */
const CONTRADICTIONS = [
  ["exchange/recipients", recipient, { ...recipient, RecipientTypeDetails: "MailUser" }, id("a")],
  ["exchange/recipients", group, { ...group, Name: "Purchase" }, id("b")],
  ["exchange/organizationConfig", { EwsEnabled: true }, { EwsEnabled: false }, "the organization"],
  ["exchange/applicationAccessPolicies", policy, { ...policy, AccessRight: "DenyAccess" }, id("c")],
  ["exchange/servicePrincipals", pointer, { ...pointer, ObjectId: id("e") }, `app ${id("c")}`],
  ["exchange/servicePrincipals", pointer, { ...pointer, AppId: id("e") }, `object ${id("d")}`],
  ["exchange/roleAssignments", assignment, { ...assignment, Enabled: false }, id("f")],
  ["exchange/managementScopes", scope, { Name: "SCOPE", RecipientFilter: "" }, "scope"],
  ["graph/servicePrincipals", servicePrincipal, { ...servicePrincipal, id: id("e") }, id("c")],
] as const;

describe("rows that contradict each other", () => {
  it.each(CONTRADICTIONS)("leave %s unread, with the object named", async (name, one, two, key) => {
    const folder = await writeFolder({ [name]: [one, two] });
    const { sections, coverage } = await readEvidence(folder);
    const message = expect.stringMatching(/^\S+: two rows say different things of `.*`$/) as string;
    expect(sections[name]).toEqual({ status: "failed", message });
    const told = coverage.find(({ section }) => section === name);
    expect(told).toMatchObject({ status: "failed", rows: null });
    expect(told?.message?.toLowerCase()).toContain(key);
  });

  it.each(CONTRADICTIONS)("are one where both rows of %s say the same", async (name, one) => {
    const folder = await writeFolder({ [name]: [one, one] });
    const section = (await readEvidence(folder)).sections[name];
    expect(section.status === "read" && section.rows).toHaveLength(1);
  });

  it("leave out of a recipient what they do not agree on, name it, and keep the rest", async () => {
    const one = { ...recipient, DisplayName: "Adele", DistinguishedName: "CN=a", Office: "Basel" };
    const two = { ...one, DistinguishedName: "CN=b", Office: "Bern" };
    const other = { ...recipient, ExternalDirectoryObjectId: id("e"), Office: "Bern" };
    const folder = await writeFolder({ "exchange/recipients": [one, other, two] });
    const recipientProperties = (): ReadonlySet<string> => new Set(["Office"]);
    const { sections, coverage } = await readEvidence(folder, { recipientProperties });
    const section = sections["exchange/recipients"];
    const named = [expect.objectContaining({ key: id("a"), status: "failed" }) as unknown];
    expect(section).toMatchObject({ status: "read", contradictory: named });
    expect(section.status === "read" && section.rows).toEqual([
      {
        key: id("a"),
        externalDirectoryObjectId: id("a"),
        displayName: "Adele",
        recipientTypeDetails: "UserMailbox",
        properties: {},
      },
      {
        key: id("e"),
        externalDirectoryObjectId: id("e"),
        recipientTypeDetails: "UserMailbox",
        properties: { office: "Bern" },
      },
    ]);
    const told = coverage.find((one) => one.section === "exchange/recipients");
    expect(told).toMatchObject({ status: "read", rows: 2, parentsNotRead: named });
  });

  it("keep the later of two dates of change of a group", async () => {
    const [early, late] = ["2026-11-01T00:00:00Z", "2026-11-19T00:00:00Z"];
    const both = [late, early].map((WhenChanged) => ({ ...group, WhenChanged }));
    const folder = await writeFolder({ "exchange/recipients": both });
    const section = (await readEvidence(folder)).sections["exchange/recipients"];
    expect(section.status === "read" && section.rows).toMatchObject([
      { whenChanged: expect.stringMatching(/^2026-11-19/) as unknown },
    ]);
  });

  it.each([
    ["graph/users", { id: id("a"), userPrincipalName: "a@x" }, { userPrincipalName: "b@x" }],
    ["exchange/dynamicGroups", { Guid: id("a"), RecipientFilter: "x" }, { RecipientFilter: "y" }],
  ] as const)("leave an object of %s out whole, and name it", async (name, one, more) => {
    const folder = await writeFolder({ [name]: [one, { ...one, ...more }, one] });
    const section = (await readEvidence(folder)).sections[name];
    expect(section).toMatchObject({ status: "read", rows: [], contradictory: [{ key: id("a") }] });
  });

  it("leave the one group unread of which they are members", async () => {
    const member = (group: string, type: string) => ({
      group: id(group),
      row: { ExternalDirectoryObjectId: id("a"), RecipientTypeDetails: type },
    });
    const folder = await writeFolder({
      "exchange/groupMembers": {
        lines: [
          member("b", "UserMailbox"),
          member("b", "MailUniversalSecurityGroup"),
          member("e", "UserMailbox"),
        ],
        parents: ["b", "e"].map((group) => ({ key: id(group), status: "read" as const })),
      },
    });
    const section = (await readEvidence(folder)).sections["exchange/groupMembers"];
    const parents = section.status === "read" ? section.parents : new Map();
    expect(parents.get(id("b"))).toEqual({
      status: "failed",
      message: `two rows say different things of \`${id("a")}\``,
    });
    expect(parents.get(id("e"))).toMatchObject({ status: "read" });
  });
});
