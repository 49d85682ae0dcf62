/** The waves, with their earliest times where a start was decided. */
export interface WavesView {
  readonly waves: readonly {
    readonly wave: number;
    readonly risk: RiskView;
    readonly count: string;
    readonly apps: readonly { readonly name: string; readonly anchor: string }[];
    /** Place of its apps in the page. */
    readonly link: string;
    /** How many apps are not named here; null = all are. */
    readonly more: string | null;
    readonly why: readonly string[];
    readonly startsAt: string | null;
    readonly changedAt: string;
    readonly retiredAt: string;
  }[];
  /** Said where there is no wave. */
  readonly none: string;
  readonly scheduled: boolean;
  readonly startAt: string | null;
  readonly freezes: readonly { readonly from: string; readonly to: string; readonly why: string }[];
}

export interface RiskView {
  readonly label: string;
  readonly mark: string;
}
