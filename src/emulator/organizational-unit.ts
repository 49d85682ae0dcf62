import { foldDn } from "../opath/fold-dn.ts";
import type { Membership } from "./group-membership.ts";
import type { RawRow } from "./row-values.ts";
import { textOf } from "./row-values.ts";

/**
 * Whether the recipient stands under an organisational unit or domain, given as a DN or as a canonical name
 * (`prod.outlook.com/Hosting/contoso.onmicrosoft.com`); a name without a path is one unit of the recipient's own.
 */
export function isUnderRoot(row: RawRow, root: string): Membership {
  const dn = foldDn(textOf(row, "DistinguishedName") ?? "");
  if (dn === undefined) return "unknown";
  const parts = dn.split(/(?<!\\),/);
  const wanted = foldDn(root)?.split(/(?<!\\),/);
  if (wanted !== undefined) return endsWith(parts, wanted);
  const [domain, ...path] = root
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "");
  if (domain === undefined) return "true";
  if (path.length === 0 && parts.includes(`ou=${domain}`)) return "true";
  const units = path.toReversed().map((unit) => `ou=${unit}`);
  return endsWith(parts, [...units, ...domain.split(".").map((label) => `dc=${label}`)]);
}

function endsWith(parts: readonly string[], wanted: readonly string[]): Membership {
  const tail = parts.slice(Math.max(parts.length - wanted.length, 0));
  return tail.length === wanted.length && tail.every((part, index) => part === wanted[index])
    ? "true"
    : "false";
}
