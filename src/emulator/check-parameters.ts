import type { CallParameters } from "./call-parameters.ts";
import type { Cmdlet } from "./cmdlet.ts";
import { CMDLET_PARAMETERS } from "./cmdlet-parameters.ts";
import type { ParameterSet } from "./parameter-set.ts";
import { ServiceFault } from "./service-fault.ts";

/** Parameters that never change which rows come back, in lower case. */
const WITHOUT_EFFECT =
  /^(authenticationtype|confirm|credential|domaincontroller|ignoredefaultscope|include\w*withdisplaynames?|includeemailaddressdisplaynames|organization|propertyset|readfromdomaincontroller|sortby|whatif)$/;

/**
 * Refuses what the real cmdlet refuses: a parameter that no documented set has, parameters of different sets
 * together, a missing mandatory one. Refuses also what the emulator would have to ignore.
 *
 * @throws ServiceFault `badRequest` that names the parameters
 */
export function checkParameters(cmdlet: Checked, parameters: CallParameters): void {
  const sets = CMDLET_PARAMETERS[cmdlet.name] ?? [];
  const sent = parameters.names.map((name) => name.toLowerCase());
  const fitting = sets.filter((set) => sent.every((name) => allOf(set).includes(name)));
  if (fitting.length === 0) throw ambiguous(strangersOf(sets, parameters.names));
  const complete = fitting.filter((set) => missingOf(set, parameters).length === 0);
  const [first] = fitting;
  if (complete.length === 0 && first !== undefined) throw missing(missingOf(first, parameters));
  const ignored = parameters.names.find((name) => !isHandled(cmdlet, name));
  if (ignored !== undefined) {
    throw new ServiceFault(
      "badRequest",
      `the emulated tenant does not support the parameter '${ignored}' of ${cmdlet.name}`,
      "System.NotSupportedException",
    );
  }
}

type Checked = Pick<Cmdlet, "name" | "computes">;

/** Whether any documented set of the cmdlet has the parameter. */
export const takesParameter = (cmdlet: string, name: string): boolean =>
  (CMDLET_PARAMETERS[cmdlet] ?? []).some((set) => allOf(set).includes(name.toLowerCase()));

const allOf = (set: ParameterSet): readonly string[] =>
  [...set.required, ...set.optional].map((name) => name.toLowerCase());

const missingOf = (set: ParameterSet, parameters: CallParameters): readonly string[] =>
  set.required.filter((name) => !parameters.has(name) || parameters.isBlank(name));

const isHandled = (cmdlet: Checked, name: string): boolean =>
  WITHOUT_EFFECT.test(name.toLowerCase()) ||
  cmdlet.computes.some((computed) => computed.toLowerCase() === name.toLowerCase());

/** The parameters that no set has; all of them when each one is known, but not together. */
function strangersOf(sets: readonly ParameterSet[], names: readonly string[]): readonly string[] {
  const known = new Set(sets.flatMap(allOf));
  const strangers = names.filter((name) => !known.has(name.toLowerCase()));
  return strangers.length === 0 ? names : strangers;
}

const ambiguous = (names: readonly string[]): ServiceFault =>
  new ServiceFault(
    "badRequest",
    `Parameter set cannot be resolved using the specified named parameters: ${names.join(", ")}.`,
    "Microsoft.Exchange.Management.PSDirectInvoke.AmbiguousParameterSetException",
  );

const missing = (names: readonly string[]): ServiceFault =>
  new ServiceFault(
    "badRequest",
    `Cannot process command because of one or more missing mandatory parameters: ${names.join(" ")}.`,
    "System.Management.Automation.ParameterBindingException",
  );
