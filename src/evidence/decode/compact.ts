/** The same object, with the keys that may be `undefined` made optional. */
export type Compact<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out the keys without a value: in a decoded row, a property that was not in the raw row is not there. */
export function compact<T extends object>(row: T): Compact<T> {
  if (!Object.values(row).includes(undefined)) return row as Compact<T>;
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined),
  ) as Compact<T>;
}
