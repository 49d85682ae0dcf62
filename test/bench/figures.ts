/** Prints what was measured, and remembers whether a limit was broken. */
export interface Figures {
  title(text: string): void;
  show(name: string, measured: string): void;
  /** A figure beside its limit. */
  judge(name: string, measured: string, limit: string, holds: boolean): void;
  areWithinLimits(): boolean;
}

export function createFigures(print: (line: string) => void): Figures {
  let broken = false;
  const line = (name: string, text: string): void => print(`  ${name.padEnd(22)} ${text}`);
  return {
    title: print,
    show: line,
    judge(name, measured, limit, holds) {
      broken ||= !holds;
      line(name, `${measured.padEnd(12)} (${limit})${holds ? "" : "  BROKEN"}`);
    },
    areWithinLimits: () => !broken,
  };
}
