import { z } from "zod";

import { createNameReader, isRawRow } from "./exact-names.ts";

/**
 * Builds the decoder of a row of an Exchange cmdlet from the properties that are used.
 *
 * Property names are matched whatever their case; other properties are left out.
 */
export function exchangeRow<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodType<z.output<z.ZodObject<Shape>>> {
  const readNames = createNameReader(Object.keys(shape));
  return z.preprocess((row) => (isRawRow(row) ? readNames(row) : row), z.object(shape));
}
