import type { Cmdlet } from "../cmdlet.ts";
import { readRows } from "../read-section.ts";
import { selectByIdentity } from "./select-by-identity.ts";

/** An administrative unit goes by three different GUIDs, its names and its distinguished name. */
export const UNIT_IDS = [
  "Identity",
  "Id",
  "Name",
  "DisplayName",
  "ExternalDirectoryObjectId",
  "Guid",
  "DistinguishedName",
];

export const getAdministrativeUnit: Cmdlet = {
  name: "Get-AdministrativeUnit",
  section: "exchange/administrativeUnits",
  computes: ["Identity"],
  run: ({ state, parameters }) => ({
    rows: selectByIdentity(readRows(state, "exchange/administrativeUnits"), parameters, UNIT_IDS),
  }),
};
