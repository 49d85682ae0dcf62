/** The `$skiptoken` of a page: its number, and the cursor that finds it. */
export const writePageToken = (page: number, cursor: string): string => `${page}.${cursor}`;

/** The cursor in a `$skiptoken`. */
export const cursorOf = (token: string): string => token.slice(token.indexOf(".") + 1);

/** The page that a request is for, from 1, whether or not its token is a good one. */
export function pageOf(token: string | null): number {
  if (token === null) return 1;
  const page = Number(/^(\d+)\./.exec(token)?.[1]);
  return page > 1 ? page : 2;
}
