/** Everything was created and changed long before the evidence was taken: nothing is settling. */
export const EXCHANGE_CREATED = "2024-02-05T08:15:00.0000000+00:00";
export const EXCHANGE_CHANGED = "2026-05-12T09:30:00.0000000+00:00";
export const GRAPH_CREATED = "2024-02-05T08:15:00Z";

/** The four dates that Exchange prints with every object. */
export const EXCHANGE_DATES = {
  WhenCreated: EXCHANGE_CREATED,
  WhenChanged: EXCHANGE_CHANGED,
  WhenCreatedUTC: "2024-02-05T08:15:00.0000000Z",
  WhenChangedUTC: "2026-05-12T09:30:00.0000000Z",
} as const;
