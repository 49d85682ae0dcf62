const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/;

/** Writes an ISO 8601 UTC instant to the minute; text of another form is returned as it is. */
export function renderInstant(instant: string): string {
  const match = INSTANT.exec(instant);
  return match === null ? instant : `${match[1]} ${match[2]} UTC`;
}
