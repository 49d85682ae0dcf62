/** Works something out once for each object that is asked about, and keeps it as long as that object lives. */
export function onceFor<Of extends object, Result extends object>(
  workOut: (of: Of) => Result,
): (of: Of) => Result {
  const known = new WeakMap<Of, Result>();
  return (of) => {
    const result = known.get(of) ?? workOut(of);
    known.set(of, result);
    return result;
  };
}
