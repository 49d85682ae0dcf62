import { appIdOf, mailboxKey } from "../../ids.ts";
import type { PolicyDescription } from "../../tenant-description.ts";
import {
  DELETED_GROUP,
  EMPTY,
  EXECUTIVES,
  FINANCE,
  REGIONAL_OFFICES,
  SALES,
  SIGNATURES,
} from "./contoso-groups.ts";

const restrict = (app: number, scope: string, description?: string): PolicyDescription => ({
  app: appIdOf(app),
  accessRight: "RestrictAccess",
  scope,
  ...(description === undefined ? {} : { description }),
});

const deny = (app: number, scope: string): PolicyDescription => ({
  app: appIdOf(app),
  accessRight: "DenyAccess",
  scope,
});

/** Every pattern of policies that an app can be under, but for the one that names every app. */
export const contosoPolicies: readonly PolicyDescription[] = [
  restrict(1, SALES, "Sales Mail Reader: sales mailboxes only"),
  restrict(2, FINANCE, "Finance Suite: finance mailboxes only"),
  restrict(3, REGIONAL_OFFICES, "Branch Scheduler: regional offices and what is inside"),
  restrict(4, mailboxKey(44), "Alert Sender: sends as Mia Graf only"),
  restrict(5, SALES),
  restrict(5, FINANCE),
  deny(6, EXECUTIVES),
  restrict(7, SALES, "CRM Connector: sales mailboxes"),
  deny(7, EXECUTIVES),
  {
    ...restrict(8, DELETED_GROUP, "Forgotten Importer: interns only"),
    deletedScopeName: "Interns20230915090000",
  },
  restrict(9, EMPTY, "Pilot Gateway: pilot mailboxes"),
  restrict(10, SALES),
  restrict(11, SALES),
  restrict(12, FINANCE),
  restrict(14, SALES),
  restrict(22, FINANCE, "Invoice mailer: finance mailboxes only"),
  restrict(23, SIGNATURES, "Adatum Signatures: signature users"),
  restrict(24, SALES),
  restrict(25, SALES, "Service Desk Connector: until the move is over"),
];
