/**
 * Signs in to an emulated tenant as one of its apps.
 *
 * @param url origin of the emulator
 * @returns an access token for Microsoft Graph
 */
export async function requestAppToken(
  url: string,
  tenantId: string,
  appId: string,
): Promise<string> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: appId,
    client_secret: "any",
    scope: "https://graph.microsoft.com/.default",
  });
  const answer = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, { method: "POST", body });
  const said: unknown = await answer.json();
  const token: unknown = Reflect.get(said as object, "access_token");
  if (typeof token !== "string") throw new Error(`no token: ${JSON.stringify(said)}`);
  return token;
}
