import type { Cmdlet } from "../cmdlet.ts";
import { readRows } from "../read-section.ts";
import { selectByIdentity } from "./select-by-identity.ts";

export const SERVICE_PRINCIPAL_IDS = [
  "ObjectId",
  "ServiceId",
  "AppId",
  "Identity",
  "Id",
  "Name",
  "DisplayName",
  "Guid",
  "DistinguishedName",
];

export const getServicePrincipal: Cmdlet = {
  name: "Get-ServicePrincipal",
  section: "exchange/servicePrincipals",
  computes: ["Identity"],
  run: ({ state, parameters }) => ({
    rows: selectByIdentity(
      readRows(state, "exchange/servicePrincipals"),
      parameters,
      SERVICE_PRINCIPAL_IDS,
    ),
  }),
};
