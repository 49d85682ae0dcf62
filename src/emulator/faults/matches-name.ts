/** Whether a cmdlet or path is the one that a scenario names; `*` stands for anything but a slash. In any casing. */
export function matchesName(pattern: string, name: string): boolean {
  const literal = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join("[^/]*")}$`, "i").test(name);
}
