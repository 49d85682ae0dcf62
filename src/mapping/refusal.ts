/**
 * Why a decision cannot be carried out as it stands: it is wrong whatever else is read (`rejected`), or what it rests
 * on was not read or cannot be told (`unknown`).
 */
export interface Refusal {
  readonly refused: "rejected" | "unknown";
  readonly why: string;
}

export const rejected = (why: string): Refusal => ({ refused: "rejected", why });
export const unknown = (why: string): Refusal => ({ refused: "unknown", why });

export const isRefusal = (value: object): value is Refusal => "refused" in value;
