import { describe, expect, it } from "vitest";
import {
  impersonationStatus,
  type ImpersonationFacts,
} from "../../src/mapping/impersonation-status.ts";

const ONLINE: ImpersonationFacts = {
  onPremises: false,
  builtIn: false,
  decision: "undecided",
  othersDecided: false,
};

describe("the status of an impersonation item", () => {
  it.each<[string, Partial<ImpersonationFacts>, string]>([
    ["online and undecided", {}, "remnant"],
    ["decided", { decision: "carriedOut" }, "decided"],
    ["decided, and so are others", { decision: "carriedOut", othersDecided: true }, "decided"],
    ["decided in a way that cannot be carried out", { decision: "open" }, "needsDecision"],
    ["undecided beside a decided user", { othersDecided: true }, "needsDecision"],
    ["built in", { builtIn: true }, "remnant"],
    ["built in, whatever was decided", { builtIn: true, decision: "carriedOut" }, "remnant"],
    ["built in, beside decided users", { builtIn: true, othersDecided: true }, "remnant"],
    ["on-premises", { onPremises: true }, "inventoryOnly"],
    [
      "on-premises, whatever was decided",
      { onPremises: true, decision: "carriedOut" },
      "inventoryOnly",
    ],
    ["on-premises and built in", { onPremises: true, builtIn: true }, "inventoryOnly"],
  ])("%s", (_name, facts, status) => {
    expect(impersonationStatus({ ...ONLINE, ...facts })).toBe(status);
  });
});
