/**
 * What somebody decided of one impersonation item: which application does the work of the account, and what it may
 * reach. `permissions` and `scope` belong to an application, and to it they are required.
 */
export interface ImpersonationDecision {
  /** App id; null = nobody uses the account's impersonation any more. */
  readonly application: string | null;
  /** Names of permissions that an application role grants, such as Mail.Read. */
  readonly permissions?: readonly string[];
  /** The management scope of the assignment itself, or another recipient filter. */
  readonly scope?: DecidedScope;
}

export type DecidedScope = "carryOver" | { readonly filter: string };

/** An impersonation item that waits for somebody to say which application stands behind it. */
export interface OpenImpersonationDecision {
  /** Id of the item: the key under `impersonation` in decisions.json. */
  readonly item: string;
  /** The account, and through what. */
  readonly displayName: string;
  readonly decision: "impersonation";
  readonly question: string;
  readonly choices: readonly string[];
  /** How the application behind the account can be found. */
  readonly howToFindTheApp: readonly string[];
  /** What may be put under the item's id, with its blanks filled in. */
  readonly example: ImpersonationDecision;
}
