/** Orders texts by their code units: the same everywhere, whatever the locale. For `toSorted`. */
export const byText = (a: string, b: string): number => (a < b ? -1 : 1);
