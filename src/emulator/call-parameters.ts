import { displayText } from "./row-values.ts";
import { ServiceFault } from "./service-fault.ts";

/** The parameters of one cmdlet call; names in any casing. */
export interface CallParameters {
  /** Names as the caller wrote them. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Whether the parameter was sent as an explicit null or as blank text. */
  isBlank(name: string): boolean;
  /** Text; undefined when the parameter was not sent or is blank. */
  text(name: string): string | undefined;
  /** A switch or Boolean; undefined when it was not sent. */
  flag(name: string): boolean | undefined;
  /** One value or several, comma lists taken apart. */
  list(name: string): readonly string[] | undefined;
}

/** Wraps the `Parameters` object of a call. */
export function createCallParameters(sent: Readonly<Record<string, unknown>>): CallParameters {
  const names = Object.keys(sent).filter((name) => !name.includes("@"));
  const byName = new Map(names.map((name) => [name.toLowerCase(), sent[name]]));
  const get = (name: string): unknown => byName.get(name.toLowerCase());
  const text = (name: string): string | undefined => {
    const value = get(name);
    if (value === undefined || value === null) return undefined;
    const shown = displayText(value);
    if (shown === undefined) throw cannotConvert(name, "System.String");
    return shown.trim() === "" ? undefined : shown;
  };
  return {
    names,
    has: (name) => byName.has(name.toLowerCase()),
    isBlank: (name) => {
      const value = get(name);
      if (Array.isArray(value)) return value.length === 0;
      return byName.has(name.toLowerCase()) && text(name) === undefined;
    },
    text,
    flag: (name) => {
      const value = get(name);
      if (value === undefined || value === null) return undefined;
      const flag = { true: true, false: false, $true: true, $false: false }[
        String(displayText(value)).toLowerCase()
      ];
      if (flag === undefined) throw cannotConvert(name, "System.Boolean");
      return flag;
    },
    list: (name) => {
      const value = get(name);
      if (value === undefined || value === null) return undefined;
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return values.flatMap((one) => {
        const shown = displayText(one);
        if (shown === undefined) throw cannotConvert(name, "System.String[]");
        return shown.split(",").map((part) => part.trim());
      });
    },
  };
}

/** A value that the parameter's type does not take. */
export const cannotConvert = (
  name: string,
  type: string,
  values?: readonly string[],
): ServiceFault =>
  new ServiceFault(
    "badValue",
    `Cannot process argument transformation on parameter '${name}'. Cannot convert value to type "${type}".${
      values === undefined ? "" : ` The possible enumeration values are "${values.join(",")}".`
    }`,
    "System.Management.Automation.ParameterBindingArgumentTransformationException",
  );
