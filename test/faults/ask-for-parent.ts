import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { NotFoundError } from "../../src/errors.ts";
import { dropAnnotations } from "../../src/evidence/drop-annotations.ts";
import { readManifest } from "../../src/evidence/manifest.ts";
import type { SectionName } from "../../src/model/sections.ts";
import type { ExchangeReader } from "../../src/scan/exchange/exchange-reader.ts";
import type { GraphReader } from "../../src/scan/graph/graph-reader.ts";
import { exchangeTo } from "../scan/support/exchange-to.ts";
import { graphTo, listItems } from "../scan/support/graph-to.ts";
import { testRetry } from "../scan/support/test-retry.ts";
import type { AskForParent } from "./compare-content.ts";
import type { Row } from "./evidence-content.ts";

interface Services {
  readonly exchange: ExchangeReader;
  readonly graph: GraphReader;
}

type Ask = (services: Services, key: string) => Promise<readonly Row[]>;

/** How the parents of a section are asked for. */
const ASK: Partial<Record<SectionName, Ask>> = {
  "exchange/policyChecks": ({ exchange }, key) => {
    const [AppId = "", Identity = ""] = key.split("/");
    return exchange.readRows("Test-ApplicationAccessPolicy", { AppId, Identity });
  },
  "exchange/servicePrincipalAuthorizations": ({ exchange }, Identity) =>
    exchange.readRows("Test-ServicePrincipalAuthorization", { Identity }),
  "exchange/impersonationEffectiveUsers": ({ exchange }, Role) =>
    exchange.readRows("Get-ManagementRoleAssignment", { Role, GetEffectiveUsers: true }),
  "exchange/groupMembers": ({ exchange }, Identity) =>
    exchange.readRows("Get-DistributionGroupMember", { Identity }),
  "graph/administrativeUnitMembers": ({ graph }, key) =>
    listItems(graph.items(`/directory/administrativeUnits/${key}/members?$select=id,displayName`)),
};

/** Asks the tenant of a folder, without faults, for parents that its fault-free scan did not read. */
export const askForParent =
  (folder: string): AskForParent =>
  async (section, key) => {
    const ask = ASK[section];
    if (ask === undefined) return undefined;
    const emulator = await startEmulator({ folder });
    try {
      const { tenant } = await readManifest(folder);
      const exchange = exchangeTo(emulator.url, testRetry(), tenant.id);
      const rows = await ask({ exchange, graph: graphTo(emulator.url) }, key);
      const isGraph = section.startsWith("graph/");
      return { status: "read", rows: rows.map((row) => dropAnnotations(row, isGraph) as Row) };
    } catch (error) {
      if (error instanceof NotFoundError) return { status: "notFound", rows: [] };
      throw error;
    } finally {
      await emulator.close();
    }
  };
