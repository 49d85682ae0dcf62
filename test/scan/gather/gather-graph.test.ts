import { afterEach, describe, expect, it } from "vitest";

import { readApplications } from "../../../src/scan/gather/read-applications.ts";
import {
  type GraphGroupSources,
  readGraphGroups,
} from "../../../src/scan/gather/read-graph-groups.ts";
import { readPermissionGrants } from "../../../src/scan/gather/read-permission-grants.ts";
import type { RecipientIndex } from "../../../src/scan/gather/read-recipients.ts";
import { readResourceServicePrincipals } from "../../../src/scan/gather/read-resource-service-principals.ts";
import { readServicePrincipals } from "../../../src/scan/gather/read-service-principals.ts";
import { readUnitMembers } from "../../../src/scan/gather/read-unit-members.ts";
import { readUsers } from "../../../src/scan/gather/read-users.ts";
import { gatherFrom, read } from "../support/gather-from.ts";
import { removeTemporaryFolders } from "../support/seed-tenant.ts";
import type { Reply, SeenRequest } from "../support/start-service.ts";

afterEach(removeTemporaryFolders);

const NOBODY = { grants: [], policies: [], roleHolders: [], unread: [] };

/** What Graph says of an object that is not there. */
const GONE = { status: 404, body: { error: { code: "Request_ResourceNotFound", message: "no" } } };

/** Answers the parts of a batch by url, and other requests by path. */
function graph(answer: (url: string) => object): (request: SeenRequest) => Reply {
  return ({ path, body }) => {
    if (path !== "/v1.0/$batch") return { body: answer(path.replace("/v1.0", "")) };
    const { requests } = JSON.parse(body) as { requests: { id: string; url: string }[] };
    const responses = requests.map(({ id, url }) => {
      const part = answer(url);
      return { id, ...("status" in part ? part : { status: 200, body: part }) };
    });
    return { body: { responses } };
  };
}

describe("readApplications", () => {
  it("never keeps a secret, a hint or a key, whatever the service sends", async () => {
    const credential = {
      keyId: "k",
      displayName: "rotated by hand",
      startDateTime: "2026-01-01T00:00:00Z",
      endDateTime: "2027-01-01T00:00:00Z",
      hint: "abc",
      secretText: "SECRET",
      key: "SECRET",
      customKeyIdentifier: "SECRET",
    };
    const application = {
      id: "1",
      appId: "a",
      passwordCredentials: [credential],
      keyCredentials: [{ ...credential, type: "AsymmetricX509Cert" }],
    };
    const back = await gatherFrom(
      graph(() => ({
        value: [application, { id: "2", appId: "b", passwordCredentials: "SECRET" }],
      })),
      (context) => readApplications(context, NOBODY, read()),
    );
    const rows = await back.rows("graph/applications");
    expect(JSON.stringify(rows)).not.toMatch(/SECRET|hint|abc/);
    const kept = {
      keyId: "k",
      displayName: "rotated by hand",
      startDateTime: "2026-01-01T00:00:00Z",
      endDateTime: "2027-01-01T00:00:00Z",
    };
    expect(rows).toEqual([
      { id: "1", appId: "a", passwordCredentials: [kept], keyCredentials: [kept] },
      { id: "2", appId: "b" },
    ]);
  });
});

describe("readServicePrincipals", () => {
  const principals = [
    { id: "s1", appId: "a1" },
    { id: "s2", appId: "a2" },
    { id: "s3", appId: "00000003-0000-0000-C000-000000000000" },
  ];

  it("asks for the owners of clients in use alone, follows them, and leaves the resources out", async () => {
    const asked: string[] = [];
    const back = await gatherFrom(
      graph((url) => {
        asked.push(url);
        if (url.startsWith("/servicePrincipals?")) return { value: principals };
        if (url.includes("skiptoken")) return { value: [{ id: "o2" }] };
        const more = "https://graph.microsoft.com/v1.0/servicePrincipals/s1/owners?$skiptoken=2";
        return { value: [{ id: "o1" }], "@odata.nextLink": more };
      }),
      (context) => readServicePrincipals(context, { ...NOBODY, grants: [{ principalId: "S1" }] }),
    );
    expect(await back.rows("graph/servicePrincipals")).toEqual([
      { id: "s1", appId: "a1", owners: [{ id: "o1" }, { id: "o2" }] },
      { id: "s2", appId: "a2" },
    ]);
    expect(asked.filter((url) => url.includes("owners"))).toHaveLength(2);
  });

  it("keeps the rows where owners get lost on a later page, and notes it", async () => {
    const more = "https://graph.microsoft.com/v1.0/servicePrincipals/s1/owners?$skiptoken=2";
    const back = await gatherFrom(
      (request) => {
        if (request.path.includes("skiptoken")) return { status: 400, body: {} };
        return graph((url) =>
          url.startsWith("/servicePrincipals?")
            ? { value: principals.slice(0, 1) }
            : { value: [{ id: "o1" }], "@odata.nextLink": more },
        )(request);
      },
      (context) => readServicePrincipals(context, { ...NOBODY, grants: [{ principalId: "s1" }] }),
    );
    expect(await back.rows("graph/servicePrincipals")).toEqual([{ id: "s1", appId: "a1" }]);
    expect(back.records[0]?.message).toMatch(/^owners of 1 of 1 were not read: graph could not/);
  });

  it("says that it does not know whose owners to ask for", async () => {
    const back = await gatherFrom(
      graph(() => ({ value: principals.slice(0, 1) })),
      (context) =>
        readServicePrincipals(context, { ...NOBODY, unread: ["graph/appRoleAssignedTo"] }),
    );
    expect(back.records[0]?.message).toBe(
      "owners of what `graph/appRoleAssignedTo` may name were not asked for: not read",
    );
  });

  it("says nothing of owners that were refused, and notes it", async () => {
    const back = await gatherFrom(
      graph((url) =>
        url.includes("owners") ? { status: 403, body: {} } : { value: principals.slice(0, 1) },
      ),
      (context) => readServicePrincipals(context, { ...NOBODY, grants: [{ principalId: "s1" }] }),
    );
    expect(await back.rows("graph/servicePrincipals")).toEqual([{ id: "s1", appId: "a1" }]);
    expect(back.manifest.sections["graph/servicePrincipals"]).toMatchObject({ status: "read" });
    expect(back.manifest.sections["graph/servicePrincipals"]?.message).toMatch(
      /^owners of 1 of 1 were not read: graph refused/,
    );
  });
});

describe("readResourceServicePrincipals", () => {
  const answering = (missing: string) =>
    gatherFrom(
      graph((url) => (url.includes(missing) ? GONE : { id: "x" })),
      readResourceServicePrincipals,
    );

  it("has one row in a tenant that was never given Exchange", async () => {
    const back = await answering("00000002-0000-0ff1-ce00-000000000000");
    expect(back.records).toMatchObject([{ status: "read", rows: 1 }]);
    expect(back.seen).toHaveLength(1);
  });

  it("is failed when there is no Microsoft Graph: no tenant is without it", async () => {
    const back = await answering("00000003-0000-0000-c000-000000000000");
    expect(back.records).toMatchObject([{ status: "failed" }]);
  });
});

describe("readPermissionGrants", () => {
  it("keeps the delegated grants that reach mailboxes", async () => {
    const scopes = [
      " Mail.Read User.Read",
      "User.Read openid",
      "EWS.AccessAsUser.All",
      "openid IMAP.AccessAsUser.All",
      "POP.AccessAsUser.All",
      "SMTP.Send",
      "Calendars.Read Group.Mail",
      "",
    ];
    const back = await gatherFrom(
      graph(() => ({ value: scopes.map((scope) => ({ clientId: "c", scope })) })),
      readPermissionGrants,
    );
    const kept = (await back.rows("graph/oauth2PermissionGrants")).map(({ scope }) => scope);
    expect(kept).toEqual([scopes[0], scopes[2], scopes[3], scopes[4], scopes[5]]);
  });
});

describe("readUnitMembers", () => {
  it("keeps the type of each member, and each unit apart", async () => {
    const back = await gatherFrom(
      graph((url) => {
        if (url.includes("/u1/"))
          return { value: [{ "@odata.type": "#microsoft.graph.user", id: "m" }] };
        if (url.includes("/u2/")) return { status: 403, body: {} };
        return { value: [] };
      }),
      (context) => readUnitMembers(context, read({ id: "u1" }, { id: "u2" }, { id: "u3" })),
    );
    expect(back.parents("graph/administrativeUnitMembers")).toEqual({
      u1: "read",
      u2: "denied",
      u3: "read",
    });
    expect(await back.rows("graph/administrativeUnitMembers")).toEqual([
      { administrativeUnit: "u1", row: { "@odata.type": "#microsoft.graph.user", id: "m" } },
    ]);
    expect(back.seen).toHaveLength(1);
  });
});

describe("readGraphGroups", () => {
  const KEY = (number: number): string => `a0000000-0000-4000-8000-00000000000${number}`;
  const [G1, G2, G3] = [KEY(1), KEY(2), KEY(3)];
  const members = new Map([[G1, { members: new Set([G2]), nested: [G2] }]]);
  const recipients = new Map(
    [G1, G2, G3].map((key) => [
      key,
      { key, guid: "", name: key, displayName: "", distinguishedName: "", kind: "unifiedGroup" },
    ]),
  ) as RecipientIndex["groups"];
  const sources: GraphGroupSources = {
    inUse: {
      policies: [G1, G3].map((key) => ({ ScopeIdentityRaw: `S-1;${key}` })),
      managementScopes: [],
      roleAssignments: [],
      decided: [],
    },
    members: { status: "read", value: members },
    recipients: { status: "read", value: { groups: recipients, mailboxes: new Set() } },
  };
  const asking = (answer: (url: string) => object, given: Partial<GraphGroupSources> = {}) =>
    gatherFrom(graph(answer), (context) => readGraphGroups(context, { ...sources, ...given }));
  const found = (url: string): object =>
    url.includes("owners") ? { value: [] } : { id: /groups\/([^?]+)/.exec(url)?.[1] };

  it("asks for every group that is in use, also where its members were not read, and says so", async () => {
    const back = await asking(found);
    expect((await back.rows("graph/groups")).map(({ id }) => id)).toEqual([G1, G2, G3]);
    expect(back.records[0]?.message).toBe(
      "groups inside 2 groups whose members were not read were not asked for",
    );
  });

  it("says which list may name groups that it could not ask for", async () => {
    const inUse = { ...sources.inUse, managementScopes: null };
    const back = await asking(found, { inUse });
    expect(back.records[0]?.message).toMatch(
      /^groups that `exchange\/managementScopes` may name were not asked for; /,
    );
  });

  it("asks for groups in use though no members were read", async () => {
    const back = await asking(found, { members: { status: "failed", message: "no" } });
    expect((await back.rows("graph/groups")).map(({ id }) => id)).toEqual([G1, G3]);
  });

  it("has no row for a group that Graph does not know", async () => {
    const back = await asking((url) => {
      if (url.includes("owners")) return { value: [{ id: "o" }] };
      return url.includes(G2) ? { id: G2 } : GONE;
    });
    expect(await back.rows("graph/groups")).toEqual([{ id: G2, owners: [{ id: "o" }] }]);
  });

  it("fails when not found is not in Graph's words: a proxy says so of anything", async () => {
    const back = await asking((url) =>
      url.includes(G1) ? { status: 404, body: "<html>" } : found(url),
    );
    expect(back.records).toMatchObject([{ status: "failed" }]);
  });

  it("is refused as a whole: a missing row would say that there is no such group", async () => {
    const back = await asking((url) => (url.includes(G1) ? { status: 403, body: {} } : found(url)));
    expect(back.records).toMatchObject([{ status: "denied" }]);
  });
});

describe("readUsers", () => {
  const reading = (filter: string) =>
    gatherFrom(
      graph(() => ({ value: [{ id: "u", userPrincipalName: "u@contoso.com" }] })),
      (context) => readUsers(context, read({ RecipientFilter: filter })),
    );

  it("asks only where a filter asks for the user principal name", async () => {
    expect((await reading("City -eq 'UserPrincipalName'")).records).toEqual([]);
    const back = await reading("userprincipalname -eq 'u@contoso.com'");
    expect(back.records).toMatchObject([{ section: "graph/users", status: "read", rows: 1 }]);
  });
});
