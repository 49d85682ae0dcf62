/**
 * The pages of all apps as the report holds them: each distinct line stands once, an app names its lines.
 *
 * A page of an app is some 20 kB of markup that is nearly the same for every app; so 500 of them weigh what 20 did.
 */
export interface PackedPages {
  /** Lines of HTML; `&0;`, `&1;` … stand for the app's own values. */
  readonly lines: readonly string[];
  readonly apps: readonly PackedApp[];
}

/** What an app can be found, filtered and sorted by. */
export interface AppFacets {
  readonly name: string;
  readonly status: string;
  /** Empty where there is nothing to change. */
  readonly risk: string;
  /** 0 = in no wave. */
  readonly wave: number;
  /** Who answers for it by decision, then who owns it. */
  readonly owners: readonly string[];
  readonly permissions: readonly string[];
  /** Mailboxes that it reaches today by the permission that reaches most; -1 = not counted. */
  readonly reach: number;
}

export interface PackedApp extends AppFacets {
  /** Id of its article, and its place in the address. */
  readonly key: string;
  /** Its own ids, hashes and names, as HTML. */
  readonly values: readonly string[];
  /** Numbers of its lines: `12` one line, `12+5` five lines from the twelfth on; joined by commas. */
  readonly row: string;
  readonly page: string;
}
