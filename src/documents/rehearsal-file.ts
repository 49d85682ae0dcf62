/** What a rehearsal is called in the folder of its pack. */
export const REHEARSAL_FILE = "rehearsal.json";
