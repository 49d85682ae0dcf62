/**
 * What a service answers instead of rows.
 *
 * - `denied`: the caller's roles do not allow it.
 * - `unauthenticated`: the token is none, or not good any more.
 * - `failed`: a lasting failure of the service; trying again does not help.
 * - `notFound`: there is no such object.
 * - `badRequest`: the request is wrong; `type` names the exception or error code.
 * - `badValue`: a parameter's value cannot be converted; the body has no `details`.
 */
export type ServiceFaultKind =
  "denied" | "unauthenticated" | "failed" | "notFound" | "badRequest" | "badValue";

export class ServiceFault extends Error {
  override readonly name = "ServiceFault";
  readonly kind: ServiceFaultKind;
  readonly type: string | undefined;

  constructor(kind: ServiceFaultKind, message: string, type?: string) {
    super(message);
    this.kind = kind;
    this.type = type;
  }
}

/** The emulator was not told enough to answer; guessing would be a lie, so the service fails. */
export const notRecorded = (what: string): ServiceFault =>
  new ServiceFault("failed", `the evidence does not tell ${what}`);

export const objectNotFound = (object: string): ServiceFault =>
  new ServiceFault(
    "notFound",
    `The operation couldn't be performed because object '${object}' couldn't be found on 'EMULATORDC001.emulated.prod.outlook.com'.`,
  );
