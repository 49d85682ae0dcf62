import type { AuthMode } from "./auth-modes.ts";

/**
 * How to sign in, with all that it takes: nothing is missing, and every file was read.
 *
 * Holds secrets: never to be logged or written.
 */
export type SignInRequest = { readonly mode: AuthMode } & Credentials;

export type Credentials =
  | {
      readonly kind: "interactive";
      readonly through: "device-code" | "browser";
      /** Undefined: a client of Microsoft's own for each audience. */
      readonly clientId: string | undefined;
    }
  | { readonly kind: "secret"; readonly clientId: string; readonly secret: string }
  | {
      readonly kind: "certificate";
      readonly clientId: string;
      /** PEM: the private key, not encrypted, and the certificates, the app's own first. */
      readonly certificate: string;
      readonly sendCertificateChain: boolean;
    }
  | { readonly kind: "azureCli" }
  | { readonly kind: "managedIdentity"; readonly clientId: string | undefined }
  | { readonly kind: "workloadIdentity"; readonly clientId: string; readonly tokenFile: string };
