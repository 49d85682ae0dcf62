/** What a service answers in place of what it was asked for; each service has words of its own for it. */
export type Trouble =
  | { readonly kind: "html"; readonly status: number }
  | { readonly kind: "tokenRefused"; readonly challenge: "claims" | "expired" }
  | { readonly kind: "throttled"; readonly retryAfterSeconds: number }
  | { readonly kind: "transient" }
  | { readonly kind: "denied" }
  | { readonly kind: "pageFailed" }
  | { readonly kind: "cursorExpired" };
