/**
 * After this many days evidence is called old: groups, policies and consents of a tenant change from week to week, and
 * every script stops at what is no longer as it was planned.
 */
export const OLD_AFTER_DAYS = 7;
