/** A name with what tells it apart, where that says more: `Helpdesk (Helpdesk 2023)`. */
export const nameWith = (name: string, detail: string | null | undefined): string =>
  detail === null || detail === undefined || detail === name ? name : `${name} (${detail})`;
