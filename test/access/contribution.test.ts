import { describe, expect, it } from "vitest";
import { contribution, explainContributions } from "../../src/access/contribution.ts";
import { mailboxSet, noMailbox } from "../../src/sets/mailbox-set.ts";

describe("reasons", () => {
  const everybody = contribution("entra-grant", "grant", "allow");
  const first = contribution("policy-restrict", "policy", "allow", { mailboxes: mailboxSet([0]) });
  const nobody = contribution("policy-check", "app", "deny", { mailboxes: noMailbox });

  it("leaves out a rule that speaks of nobody", () => {
    const rules = explainContributions([everybody, first, nobody], { size: 2 });
    expect(rules.map(({ rule }) => rule)).toEqual(["entra-grant", "policy-restrict"]);
  });

  it("leaves it out too where no mailbox is known: what everybody is under still speaks", () => {
    const rules = explainContributions([everybody, nobody], { size: 0 });
    expect(rules.map(({ rule }) => rule)).toEqual(["entra-grant"]);
  });

  it("tells of one mailbox only what speaks of it", () => {
    const rules = explainContributions([everybody, first], { size: 2, mailbox: 1 });
    expect(rules.map(({ rule }) => rule)).toEqual(["entra-grant"]);
  });
});
