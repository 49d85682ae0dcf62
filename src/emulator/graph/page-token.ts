import { expiredPageToken } from "./graph-errors.ts";

/** A place in a collection. */
export interface PagePlace {
  /** Rows before it. */
  readonly offset: number;
  /** From 1. */
  readonly page: number;
}

/** The `$skiptoken` of a place. */
export const writePageToken = ({ offset, page }: PagePlace): string =>
  Buffer.from(`page:${page},offset:${offset}`).toString("base64url");

/**
 * The place that a `$skiptoken` stands for; the first without one.
 *
 * @throws ServiceFault `badRequest` for anything that was not written here
 */
export function readPageToken(token: string | null): PagePlace {
  if (token === null) return { offset: 0, page: 1 };
  const place = decode(token);
  if (place === undefined) throw expiredPageToken();
  return place;
}

/** The page that a request is for, whether or not its token is a good one. */
export const pageOf = (token: string | null): number =>
  token === null ? 1 : (decode(token)?.page ?? 2);

function decode(token: string): PagePlace | undefined {
  const text = Buffer.from(token, "base64url").toString("utf8");
  const [, page, offset] = /^page:(\d+),offset:(\d+)$/.exec(text) ?? [];
  return Number(page) > 1 && Number(offset) > 0
    ? { page: Number(page), offset: Number(offset) }
    : undefined;
}
