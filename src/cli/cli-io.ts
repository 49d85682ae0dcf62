/** The world as a command sees it: the process itself is touched by main.ts alone. */
export interface CliIo {
  /** Results. Resolves when the reader keeps up. */
  readonly stdout: (text: string) => Promise<void>;
  /** Progress and messages. */
  readonly stderr: (text: string) => void;
  readonly stderrIsTty: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Folder of the installed package: templates and fixtures are under it. */
  readonly packageFolder: string;
  /** Resolves when the user asks to stop (Ctrl+C). */
  readonly untilInterrupted: () => Promise<void>;
  /**
   * Lets a command have a last word when the user asks to stop; then the process ends as it would have without.
   *
   * @returns what takes that back
   */
  readonly onInterrupt: (lastWord: () => void) => () => void;
}
