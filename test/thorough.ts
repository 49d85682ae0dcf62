/**
 * Whether the gate runs the tests, which has time: it tries every case of what anyone else tries a part of, so that
 * the suite stays one that people run.
 */
export const THOROUGH = process.env["SCOPEWRIGHT_THOROUGH"] === "1";
