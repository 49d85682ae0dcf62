const COPY_NAME = /^SW (?:[A-Za-z0-9.-]+ )?[0-9a-f]{8}$/i;

/**
 * Tells names of the form that a plan gives to groups and units which hold a copy of members. A scan reads the members
 * of such groups although nothing may name them yet: a plan that was begun goes on from there.
 */
export const isCopyName = (name: string | undefined): boolean => COPY_NAME.test(name ?? "");
