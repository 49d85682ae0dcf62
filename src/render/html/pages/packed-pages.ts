/**
 * The pages of all apps as the report holds them: each distinct line stands once, a part of a page names its lines, an
 * app names its parts.
 *
 * A page of an app is some 80 kB of markup, scripts included, that is nearly the same for every app: packed, an app
 * weighs little more than its own ids and hashes.
 */
export interface PackedPages {
  /** Lines of HTML; `&0;`, `&1;` … stand for the app's own values. */
  readonly lines: readonly string[];
  /** Numbers of lines, joined by commas: `12` one line, `12+5` five lines from the twelfth on. */
  readonly parts: readonly string[];
  /** Values of more than one app. */
  readonly shared: readonly string[];
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
  /** Its ids, hashes and names, as HTML; a number = its place in `shared`; `=` and Base64 = a SHA-256. */
  readonly values: readonly (string | number)[];
  /** Numbers of its parts, as those of lines in a part. */
  readonly row: string;
  readonly page: string;
}
