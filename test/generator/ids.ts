/** Readable ids: the first letter tells the kind, the last digits the number. */
const numbered = (letter: string, number: number): string =>
  `${letter}0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

export const mailboxKey = (number: number): string => numbered("a", number);
export const groupKey = (number: number): string => numbered("b", number);
export const appIdOf = (number: number): string => numbered("c", number);
export const servicePrincipalIdOf = (number: number): string => numbered("d", number);
export const unitId = (number: number): string => numbered("e", number);
export const objectGuid = (number: number): string => numbered("f", number);

/** Exchange's own Guid of an object, which differs from its Entra object id. */
export const exchangeGuid = (id: string): string => `${id.slice(0, 14)}5${id.slice(15)}`;

/** The object id of an app registration, which differs from its service principal's. */
export const registrationId = (appId: string): string => `9${appId.slice(1)}`;

/** A security identifier of the tenant, made of the last digits of an object id. */
export const sidOf = (id: string): string =>
  `S-1-5-21-3787302941-3231517822-469913106-${31_000_000 + (Number.parseInt(id.slice(-6), 16) % 1_000_000)}`;
