import { constants, createHash, type KeyObject, verify, X509Certificate } from "node:crypto";
import { isRecord, type RawRow } from "../row-values.ts";
import type { EntraClient } from "./entra-directory.ts";
import { EntraFault } from "./entra-fault.ts";

/** A client's proof in a token request. */
export interface ClientProof {
  readonly form: URLSearchParams;
  /** The address of the token request, which a signed proof must name. */
  readonly audience: string;
  readonly nowMs: number;
}

/**
 * Verifies that a request comes from the app that it names: by secret, by a signature with its certificate, or by a
 * token of an identity provider that it trusts. The latter's signature is not looked at: it is nobody's key here.
 *
 * @throws EntraFault as the service would
 */
export function verifyClient(client: EntraClient, proof: ClientProof): void {
  const secret = proof.form.get("client_secret");
  if (secret !== null) {
    verifySecret(client, secret);
    return;
  }
  const assertion = proof.form.get("client_assertion");
  if (assertion === null) {
    const needed =
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    throw new EntraFault(7000218, "invalid_client", needed);
  }
  const parts = assertion.split(".");
  const header = decode(parts[0]);
  const claims = decode(parts[1]);
  if (client.federations !== undefined && claims["iss"] !== client.appId) {
    verifyFederation(client, claims);
    return;
  }
  verifySignature(client, { parts, header });
  verifyClaims(client, claims, proof);
}

function verifySecret({ secrets = [], appId }: EntraClient, given: string): void {
  const known = secrets.find(({ value }) => value === given);
  if (known === undefined) {
    const message = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`;
    throw new EntraFault(7000215, "invalid_client", message);
  }
  if (known.hasExpired !== true) return;
  const message = `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app.`;
  throw new EntraFault(7000222, "invalid_client", message);
}

interface SignedProof {
  readonly parts: readonly string[];
  readonly header: RawRow;
}

function verifySignature(client: EntraClient, { parts, header }: SignedProof): void {
  const key = keyOf(client, header);
  const [head = "", payload = "", signature = ""] = parts;
  const isSigned =
    key !== undefined &&
    verify(
      "sha256",
      Buffer.from(`${head}.${payload}`),
      header["alg"] === "PS256"
        ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
        : key,
      Buffer.from(signature, "base64url"),
    );
  if (isSigned) return;
  const message =
    "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found.]";
  throw new EntraFault(700027, "invalid_client", message);
}

/** The key of the certificate that the proof names; a chain that came with it counts where its subject is trusted. */
function keyOf(client: EntraClient, header: RawRow): KeyObject | undefined {
  const known = (client.certificates ?? []).map((pem) => new X509Certificate(pem));
  const named = known.find((one) => thumbprint(one) === header["x5t#S256"]);
  if (named !== undefined) return named.publicKey;
  const chain = header["x5c"];
  const leaf: unknown = Array.isArray(chain) ? chain[0] : undefined;
  if (typeof leaf !== "string") return undefined;
  const sent = new X509Certificate(Buffer.from(leaf, "base64"));
  return client.trustedSubjects?.includes(sent.subject) === true ? sent.publicKey : undefined;
}

function verifyClaims(client: EntraClient, claims: RawRow, { audience, nowMs }: ClientProof): void {
  const isOurs = claims["iss"] === client.appId && claims["sub"] === client.appId;
  if (!isOurs || claims["aud"] !== audience) {
    throw new EntraFault(
      700023,
      "invalid_client",
      "Client assertion audience claim does not match Realm issuer.",
    );
  }
  const expires = claims["exp"];
  if (typeof expires === "number" && expires * 1_000 > nowMs) return;
  throw new EntraFault(
    700024,
    "invalid_client",
    "Client assertion is not within its valid time range.",
  );
}

function verifyFederation({ federations = [] }: EntraClient, claims: RawRow): void {
  const trusted = federations.some(
    ({ issuer, subject }) => claims["iss"] === issuer && claims["sub"] === subject,
  );
  if (trusted && claims["aud"] === "api://AzureADTokenExchange") return;
  const message = `No matching federated identity record found for presented assertion. Assertion Issuer: '${String(claims["iss"])}'.`;
  throw new EntraFault(70021, "invalid_client", message);
}

const thumbprint = (certificate: X509Certificate): string =>
  createHash("sha256").update(certificate.raw).digest("base64url");

function decode(part: string | undefined): RawRow {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? "", "base64url").toString("utf8"));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
