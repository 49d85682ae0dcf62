import { setOwnProperty } from "../../evidence/set-own-property.ts";
import { isGuid } from "../../model/ids.ts";
import type { RawRow } from "../row-values.ts";
import { isRecord } from "../row-values.ts";

const ROLE_ASSIGNEE_TYPES: Readonly<Record<number, string>> = {
  0: "User",
  2: "SecurityGroup",
  4: "RoleAssignmentPolicy",
  6: "MailboxPlan",
  8: "ForeignSecurityPrincipal",
  10: "RoleGroup",
  11: "PartnerLinkedRoleGroup",
  12: "LinkedRoleGroup",
  14: "Computer",
};

/** Writes one row after the other, each at its place in the whole answer, as JSON. */
export type RowEncoder = (row: RawRow, position: number) => string;

/**
 * Creates what writes rows as the admin REST does: sidecar keys beside typed values, enums as their display names, and
 * GUIDs whose casing is not the same everywhere (every third row has its ids in upper case).
 *
 * A page has a thousand rows of two kilobytes, most of which have the keys of the row before. Such a row is written into
 * the same object, which is several times as fast as making an object for each.
 */
export function createRowEncoder(): RowEncoder {
  let form = createForm([], {}, 0);
  return (row, position) => {
    const keys = Object.keys(row);
    if (!isSame(form.keys, keys) || !fill(form, row, position)) {
      form = createForm(keys, row, position);
      fill(form, row, position);
    }
    return JSON.stringify(form.shown);
  };
}

/** Names of properties whose texts or numbers may be shown in another way, or have a sidecar. */
const IS_TYPED = /^When|Guid$|^ExternalDirectoryObjectId$|^RoleAssigneeType$/;

/** What rows with the same keys, and the same sidecars beside them, have in common. */
interface Form {
  readonly keys: readonly string[];
  readonly properties: readonly Property[];
  /** Holds the values of the row that was written last. */
  readonly shown: Record<string, unknown>;
}

interface Property {
  readonly key: string;
  /** Its texts, numbers and flags are shown as they are. */
  readonly isPlain: boolean;
  readonly sidecar: Sidecar;
}

/** The object comes from the parser: one that is filled key by key is slow to fill and slow to write. */
function createForm(keys: readonly string[], row: RawRow, position: number): Form {
  const properties = keys
    .filter((key) => !key.includes("@"))
    .map((key) => ({
      key,
      isPlain: !IS_TYPED.test(key),
      sidecar: sidecarOf(key, shownValue(key, row[key], position)),
    }));
  const texts = properties.map(({ key, sidecar }) => {
    const sidecars = Object.entries(TYPES[sidecar]).map(
      ([name, type]) => `${JSON.stringify(`${key}@${name}`)}:${JSON.stringify(type)},`,
    );
    return `${sidecars.join("")}${JSON.stringify(key)}:null`;
  });
  const shown = JSON.parse(`{${texts.join(",")}}`) as Record<string, unknown>;
  return { keys, properties, shown };
}

/** False where the row has other sidecars than the form. */
function fill({ properties, shown }: Form, row: RawRow, position: number): boolean {
  for (const { key, isPlain, sidecar } of properties) {
    const value = row[key];
    if (isPlain && typeof value !== "object" && sidecar === "none") {
      setOwnProperty(shown, key, value);
      continue;
    }
    const other = shownValue(key, value, position);
    if (sidecarOf(key, other) !== sidecar) return false;
    setOwnProperty(shown, key, other);
  }
  return true;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) {
    if (one[index] !== other[index]) return false;
  }
  return true;
}

const shownValue = (key: string, value: unknown, position: number): unknown =>
  recase(key, displayValue(key, value), position);

function displayValue(key: string, value: unknown): unknown {
  if (isRecord(value) && typeof value["Value"] === "string") return value["Value"];
  if (key === "RoleAssigneeType" && typeof value === "number") {
    return ROLE_ASSIGNEE_TYPES[value] ?? value;
  }
  return value;
}

function recase(key: string, value: unknown, position: number): unknown {
  const isId = key === "ExternalDirectoryObjectId" || key === "Guid";
  return isId && typeof value === "string" && position % 3 === 2 ? value.toUpperCase() : value;
}

/** What stands beside a property and tells its type. */
type Sidecar = "none" | "list" | "guid" | "time";

function sidecarOf(key: string, value: unknown): Sidecar {
  if (Array.isArray(value)) return "list";
  if (typeof value !== "string") return "none";
  if (key.endsWith("Guid") && isGuid(value)) return "guid";
  return key.startsWith("When") && value !== "" ? "time" : "none";
}

const TYPES: Readonly<Record<Sidecar, Readonly<Record<string, string>>>> = {
  none: {},
  list: { "odata.type": "#Collection(String)" },
  guid: { "data.type": "System.Guid", "odata.type": "#Guid" },
  time: { "data.type": "System.DateTime", "odata.type": "#DateTimeOffset" },
};
