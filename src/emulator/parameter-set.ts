/** One documented parameter set. */
export interface ParameterSet {
  readonly name: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** A set without parameters of its own has only the common ones. */
export const set = (name: string, required: string, optional: string): ParameterSet => ({
  name,
  required: required === "" ? [] : words(required),
  optional: optional === "" ? [] : words(optional),
});

export const only = (required: string, optional: string): readonly ParameterSet[] => [
  set("Default", required, optional),
];
