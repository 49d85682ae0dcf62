/** One result of `mapInOrder`; an error is a value, so that the others are not lost. */
export type Settled<Item, Value> =
  | { readonly item: Item; readonly ok: true; readonly value: Value }
  | { readonly item: Item; readonly ok: false; readonly error: unknown };

/**
 * Applies `body` to all items, at most `limit()` at once, and yields the results in the order of the items.
 *
 * Items may still be found while others are worked on, and the limit may change: it is asked for with each item. At
 * most so many results are held at any time. A caller that stops early leaves at most so many bodies running.
 */
export async function* mapInOrder<Item, Value>(
  items: Iterable<Item> | AsyncIterable<Item>,
  limit: () => number,
  body: (item: Item) => Promise<Value>,
): AsyncGenerator<Settled<Item, Value>> {
  const running: Promise<Settled<Item, Value>>[] = [];
  for await (const item of items) {
    running.push(settle(item, body));
    const first = running.length >= limit() ? running.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const rest of running) yield await rest;
}

async function settle<Item, Value>(
  item: Item,
  body: (item: Item) => Promise<Value>,
): Promise<Settled<Item, Value>> {
  try {
    return { item, ok: true, value: await body(item) };
  } catch (error) {
    return { item, ok: false, error };
  }
}
