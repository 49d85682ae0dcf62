import { DEADLINES } from "../model/deadlines.ts";
import type { HeldAssignment, HeldGrant } from "./finding-context.ts";

/** The permission on EWS as RBAC for Applications names it. */
const EWS = "EWS.AccessAsApp";

export const isEwsGrant = ({ grant }: HeldGrant): boolean =>
  grant.resource === "exchange" && grant.permission === EWS;

export const isEwsAssignment = ({ assignment: { role } }: HeldAssignment): boolean =>
  role?.resource === "exchange" && role.permissions.includes(EWS);

/** When EWS ends, for a sentence. */
export const EWS_DATES = `from ${DEADLINES.ewsPhasedDisablement.date} ${DEADLINES.ewsPhasedDisablement.what}; on ${DEADLINES.ewsEnd.date} ${DEADLINES.ewsEnd.what}`;
