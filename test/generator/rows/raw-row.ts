/** A row as a service prints it. */
export type RawRow = Readonly<Record<string, unknown>>;

/** One line of a section whose lines belong to parents. */
export type ParentedLine = RawRow & { readonly row: RawRow };
