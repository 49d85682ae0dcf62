/**
 * Blanks the keys that annotate a raw value (every key that holds `@`), at every level: they become undefined, which
 * JSON does not write.
 *
 * It changes the value in place. Every row of a tenant passes here, and a copy without those keys takes several times
 * as long to make.
 *
 * @param value what a parser of JSON made
 * @param keepType keeps `@odata.type` at the top level: on Graph rows it alone tells a user from a group
 */
export function blankAnnotations(value: unknown, keepType = false): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) for (const item of value) blankAnnotations(item);
  else blankInObject(value as Record<string, unknown>, keepType);
}

function blankInObject(value: Record<string, unknown>, keepType: boolean): void {
  for (const key in value) {
    const isKept = !key.includes("@") || (keepType && key === "@odata.type");
    if (isKept) blankAnnotations(value[key]);
    else value[key] = undefined;
  }
}
