/**
 * Waits for all promises, and only then throws the first error, if there is one.
 *
 * So nothing goes on writing behind the back of whoever handles the error.
 */
export async function allSettledOrThrow<const T extends readonly Promise<unknown>[]>(
  promises: T,
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  await Promise.allSettled(promises);
  return await Promise.all(promises);
}
