/** Where a connection breaks: before any byte of the answer, or in the middle of its body. */
export type DroppedAt = "before" | "midway";

/**
 * How the head of a cut-off answer says where its body ends: by a length, by chunks whose last one never comes, or only
 * by the end of the connection.
 */
export type CutOff = "contentLength" | "chunked" | "untilClose";

/** How an answer goes out, when not whole. */
export type Delivery =
  | { readonly kind: "dropped"; readonly when: DroppedAt }
  | {
      readonly kind: "truncated";
      readonly framing: CutOff;
      /** In [0, 1): the share of the body that is sent. */
      readonly keep: number;
    };

/** The bytes that are left of a body: never all of them. */
export function cutOff(body: Uint8Array, keep: number): Uint8Array {
  return body.subarray(0, Math.min(Math.floor(body.length * keep), Math.max(0, body.length - 1)));
}
