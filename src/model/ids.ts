/** Branded ids: one kind of id can never be passed where another is expected. */
declare const kind: unique symbol;
type Id<Kind extends string> = string & { readonly [kind]: Kind };

/** Application (client) id of an app, lower case. */
export type AppId = Id<"app">;
/** Object id of a service principal (enterprise application), lower case. Never an app registration's object id. */
export type ServicePrincipalId = Id<"servicePrincipal">;
/** ExternalDirectoryObjectId of a recipient, or its Guid where that is empty; lower case. */
export type RecipientKey = Id<"recipient">;

export const appId = (value: string): AppId => value.trim().toLowerCase() as AppId;
export const servicePrincipalId = (value: string): ServicePrincipalId =>
  value.trim().toLowerCase() as ServicePrincipalId;
export const recipientKey = (value: string): RecipientKey =>
  value.trim().toLowerCase() as RecipientKey;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Tells whether the text is a GUID in its 8-4-4-4-12 form, without braces. */
export const isGuid = (value: string): boolean => GUID.test(value.trim());
