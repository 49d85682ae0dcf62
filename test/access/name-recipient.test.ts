import { describe, expect, it } from "vitest";
import { nameOfGroup, nameOfMailbox } from "../../src/access/name-recipient.ts";
import { mailbox, securityGroup } from "../arbitraries/rows.ts";

const desk = securityGroup(1, { displayName: "Helpdesk", name: "Helpdesk 2023" });
const other = securityGroup(2, { displayName: "Helpdesk", name: "Helpdesk 2024" });

describe("names of recipients: display names are not unique", () => {
  it("a group goes by its display name where it alone has that", () => {
    const groups = [desk, securityGroup(2, { displayName: "Field" })];
    expect(nameOfGroup({ groups }, desk)).toBe("Helpdesk");
  });

  it("two groups of one display name are told apart by their Names", () => {
    const groups = [desk, other];
    expect(groups.map((group) => nameOfGroup({ groups }, group))).toEqual([
      "Helpdesk (Helpdesk 2023)",
      "Helpdesk (Helpdesk 2024)",
    ]);
  });

  it("a mailbox goes with its address, where that says more than the name", () => {
    expect(nameOfMailbox(mailbox(1, { primarySmtpAddress: "user.1@contoso.test" }))).toBe(
      "User 1 (user.1@contoso.test)",
    );
    expect(nameOfMailbox(mailbox(1))).toBe("User 1");
  });
});
