import { describe, expect, it } from "vitest";

import { readOne } from "./read-one.ts";

const id = "1A000000-0000-4000-8000-00000000000A";
const guid = "2B000000-0000-4000-8000-00000000000B";
const zero = "00000000-0000-0000-0000-000000000000";
const row = {
  Identity: "adele",
  ExternalDirectoryObjectId: id,
  Guid: guid,
  Name: "adele",
  DisplayName: "Adele Vance",
  Alias: "adele",
  PrimarySmtpAddress: "adele@fabrikam.example",
  RecipientTypeDetails: "UserMailbox",
  DistinguishedName: "CN=adele,DC=fabrikam",
  WhenChanged: "2026-01-02T03:04:05.0000000+00:00",
  Department: "Sales",
  EmailAddresses: ["SMTP:adele@fabrikam.example"],
  Notes: null,
};
const decoded = {
  key: id.toLowerCase(),
  externalDirectoryObjectId: id.toLowerCase(),
  guid: guid.toLowerCase(),
  name: "adele",
  displayName: "Adele Vance",
  alias: "adele",
  primarySmtpAddress: "adele@fabrikam.example",
  recipientTypeDetails: "UserMailbox",
  distinguishedName: "CN=adele,DC=fabrikam",
  properties: {},
};

const read = (change: object, properties: readonly string[] = []): Promise<unknown> =>
  readOne("exchange/recipients", { ...row, ...change }, properties);

describe("exchange/recipients", () => {
  it("keeps what a recipient holds, and nothing else", async () => {
    expect(await read({})).toEqual(decoded);
  });

  it.each(["MailUniversalSecurityGroup", "GroupMailbox", "DynamicDistributionGroup"])(
    "keeps the date of a %s, since its members may not have settled",
    async (type) => {
      expect(await read({ RecipientTypeDetails: type })).toEqual({
        ...decoded,
        recipientTypeDetails: type,
        whenChanged: "2026-01-02T03:04:05.000Z",
      });
    },
  );

  it.each(["", null, zero, undefined])(
    "is known by its Guid where the external id is %j",
    async (external) => {
      const { externalDirectoryObjectId: _, ...rest } = decoded;
      expect(await read({ ExternalDirectoryObjectId: external })).toEqual({
        ...rest,
        key: guid.toLowerCase(),
      });
    },
  );

  it("reads names in any case, ids in braces, and a type as an object", async () => {
    const odd = {
      externalDirectoryObjectID: `{${id}}`,
      GUID: guid,
      recipienttypedetails: { value: 1, Value: "UserMailbox" },
      NAME: "adele",
    };
    expect(await readOne("exchange/recipients", odd)).toEqual({
      key: id.toLowerCase(),
      externalDirectoryObjectId: id.toLowerCase(),
      guid: guid.toLowerCase(),
      name: "adele",
      recipientTypeDetails: "UserMailbox",
      properties: {},
    });
  });

  it("leaves out texts that are none", async () => {
    const { displayName: _, alias: __, ...rest } = decoded;
    expect(await read({ DisplayName: null, Alias: { odd: true } })).toEqual(rest);
  });

  it("keeps the raw values of the properties named, absent ones left out", async () => {
    const change = { department: "Research", DEPARTMENT: undefined };
    expect(await read({}, ["Department", "emailaddresses", "notes", "city"])).toEqual({
      ...decoded,
      properties: {
        department: "Sales",
        emailaddresses: ["SMTP:adele@fabrikam.example"],
        notes: null,
      },
    });
    expect(await read({ ...change, Department: undefined }, ["department"])).toMatchObject({
      properties: { department: "Research" },
    });
  });

  it.each([
    [
      { ExternalDirectoryObjectId: null, Guid: "" },
      ": expected an ExternalDirectoryObjectId or a Guid",
    ],
    [{ ExternalDirectoryObjectId: 5 }, ", `ExternalDirectoryObjectId`: expected string"],
    [{ Guid: {} }, ", `Guid`: expected string"],
    [{ RecipientTypeDetails: undefined }, ", `RecipientTypeDetails`: expected string"],
    [{ RecipientTypeDetails: " " }, ", `RecipientTypeDetails`: expected text that is not blank"],
    [{ RecipientTypeDetails: 1 }, ", `RecipientTypeDetails`: expected string"],
  ])("refuses %j", async (change, message) => {
    expect(await read(change)).toBe(`exchange/recipients line 1${message}`);
  });

  it("refuses a row that is no object", async () => {
    expect(await readOne("exchange/recipients", [row])).toBe(
      "exchange/recipients line 1: expected object",
    );
  });
});
