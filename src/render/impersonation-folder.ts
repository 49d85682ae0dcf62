/**
 * Names the folder of the scripts that remove one impersonation assignment, by its whole id: no other folder of a pack
 * has that form. Only `a-z`, `0-9` and `-` reach a path.
 */
export const impersonationFolder = (id: string): string =>
  `impersonation-${id.toLowerCase().replace(/[^0-9a-z-]/g, "") || "no-id"}`;
