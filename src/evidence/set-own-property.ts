/** Sets a property of an object, whatever its name: JSON may have one named `__proto__`, which an assignment would not make. */
export function setOwnProperty(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== "__proto__") {
    target[key] = value;
    return;
  }
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
