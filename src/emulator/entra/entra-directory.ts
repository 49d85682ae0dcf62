/**
 * What the emulated sign-in service knows: who may sign in, with what, and to which services.
 *
 * Services are named by their host, such as `graph.microsoft.com`.
 */
export interface EntraDirectory {
  readonly tenantId: string;
  readonly clients: readonly EntraClient[];
  /** User principal name of the person who signs in with a device code or a browser. */
  readonly user: string;
  readonly deviceCode?: DeviceCodeBehaviour;
  /** Services that the tenant does not have. */
  readonly missingServices?: readonly string[];
  /** The machine's own identity, for who asks with this header. */
  readonly managedIdentity?: { readonly appId: string; readonly header: string };
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** An app, or a program that people sign in with. */
export interface EntraClient {
  readonly appId: string;
  /** People may sign in with it, without a proof of its own. */
  readonly isPublic?: boolean;
  readonly secrets?: readonly EntraSecret[];
  /** PEM. */
  readonly certificates?: readonly string[];
  /** Subjects whose certificates are trusted when they come with their chain, such as `CN=reader`. */
  readonly trustedSubjects?: readonly string[];
  readonly federations?: readonly Federation[];
  /** Services that people were consented to. */
  readonly consented?: readonly string[];
  /** Application permissions, by service: what its tokens carry as `roles`. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** Number of the error that each token is refused with, such as 53003. */
  readonly refusedWith?: number;
}

export interface EntraSecret {
  readonly value: string;
  readonly hasExpired?: boolean;
}

/** Whose tokens of another identity provider the app trusts. */
export interface Federation {
  readonly issuer: string;
  readonly subject: string;
}

export interface DeviceCodeBehaviour {
  /** Polls that are answered with "pending". Default 0. */
  readonly pendingPolls?: number;
  /** How it ends. Default: somebody signs in. */
  readonly ends?: "signedIn" | "declined" | "expired";
}
