import "./reflect-metadata.ts";
import { createPrivateKey, type webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

export interface Certified {
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS#8, not encrypted. */
  readonly privateKey: string;
}

export interface Authority extends Certified {
  readonly issuer: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** Makes an authority that nobody else knows. */
export async function createAuthority(name = "CN=Test authority"): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(RSA, true, ["sign", "verify"]);
  const issuer = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name,
    ...validity(),
    signingAlgorithm: RSA,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  return { issuer, keys, certificate: pem(issuer), privateKey: await exportKey(keys) };
}

/** Has an authority certify a name, for hosts or for an app. */
export async function certify(
  authority: Authority,
  name: string,
  hosts: readonly string[] = [],
): Promise<Certified> {
  const keys = await crypto.subtle.generateKey(RSA, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString("hex"),
    subject: name,
    issuer: authority.issuer.subject,
    ...validity(),
    signingKey: authority.keys.privateKey,
    publicKey: keys.publicKey,
    signingAlgorithm: RSA,
    extensions:
      hosts.length === 0
        ? []
        : [
            new x509.SubjectAlternativeNameExtension(
              hosts.map((value) => ({ type: "dns", value })),
            ),
          ],
  });
  return { certificate: pem(certificate), privateKey: await exportKey(keys) };
}

/** The same private key, behind a password. */
export function lock(privateKey: string, password: string): string {
  return createPrivateKey(privateKey)
    .export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: password })
    .toString();
}

const pem = (certificate: x509.X509Certificate): string => `${certificate.toString("pem")}\n`;

async function exportKey({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const key = Buffer.from(await crypto.subtle.exportKey("pkcs8", privateKey));
  return createPrivateKey({ key, format: "der", type: "pkcs8" })
    .export({ format: "pem", type: "pkcs8" })
    .toString();
}

/** From yesterday to tomorrow. */
function validity(): { readonly notBefore: Date; readonly notAfter: Date } {
  const day = 24 * 60 * 60 * 1_000;
  return { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) };
}
