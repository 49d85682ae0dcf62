import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";

import { AppError } from "../../errors.ts";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]+?-----END \1PRIVATE KEY-----/;

/** How a private key in PEM says that it is encrypted: by its name, or by a header of the older form. */
const isEncrypted = (key: string): boolean => /ENCRYPTED/.test(key);

/**
 * Reads an app's certificate with its private key from one PEM file, and takes the password off.
 *
 * All trouble with it is found here, before anything is sent.
 *
 * @param password undefined without one
 * @returns PEM: the private key in PKCS#8, then the certificates in the order of the file
 * @throws AppError `inputMissing` when the file cannot be read; `usage` when it is no such file, or the password is wrong
 */
export async function readCertificate(path: string, password: string | undefined): Promise<string> {
  const file = await readFile(path).catch((cause: unknown) => {
    throw new AppError("inputMissing", `cannot read the certificate \`${path}\``, {
      hint: "give --certificate a PEM file that holds the certificate and its private key",
      cause,
    });
  });
  const text = file.toString("latin1");
  const [own, ...chain] = (text.match(CERTIFICATE) ?? []).map((pem) =>
    decodeCertificate(pem, path),
  );
  const encoded = PRIVATE_KEY.exec(text)?.[0];
  if (own === undefined || encoded === undefined) throw lacking(path, file, own !== undefined);
  const key = decodeKey(encoded, path, password);
  if (!own.checkPrivateKey(key)) {
    throw new AppError(
      "usage",
      `the private key in \`${path}\` does not belong to its first certificate`,
      { hint: "put the app's own certificate before those of its issuers" },
    );
  }
  const unlocked = key.export({ format: "pem", type: "pkcs8" }).toString();
  return [unlocked, ...[own, ...chain].map((one) => one.toString())].join("");
}

function decodeCertificate(pem: string, path: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new AppError("usage", `a certificate in \`${path}\` is damaged`, { cause });
  }
}

function decodeKey(pem: string, path: string, password: string | undefined): KeyObject {
  if (isEncrypted(pem) && password === undefined) {
    throw new AppError("usage", `the private key in \`${path}\` needs a password`, {
      hint: "set SCOPEWRIGHT_CERTIFICATE_PASSWORD, or name a file that holds it: --certificate-password-file",
    });
  }
  try {
    return createPrivateKey({ key: pem, format: "pem", passphrase: password });
  } catch (cause) {
    const what = isEncrypted(pem)
      ? `the password does not open the private key in \`${path}\``
      : `the private key in \`${path}\` is damaged`;
    throw new AppError("usage", what, {
      hint: "check SCOPEWRIGHT_CERTIFICATE_PASSWORD or the file of --certificate-password-file; openssl pkey -in <file> asks for the same password",
      cause,
    });
  }
}

/** Says what the file is instead. */
function lacking(path: string, file: Buffer, hasCertificate: boolean): AppError {
  const isPfx = /\.(pfx|p12)$/i.test(path) || file[0] === 0x30;
  if (isPfx) {
    return new AppError("usage", `\`${path}\` is no PEM file; PFX files are not read`, {
      hint: `convert it: openssl pkcs12 -in '${path}' -out certificate.pem (with -legacy for a file of an older Windows)`,
    });
  }
  const what = hasCertificate ? "private key" : "certificate";
  return new AppError("usage", `there is no ${what} in \`${path}\``, {
    hint: "put both into one file: cat certificate.crt private.key > certificate.pem",
  });
}
