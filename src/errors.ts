/** What went wrong, as a closed list; each code has one exit code. */
export const EXIT_CODES = {
  /** Done but incomplete: a section is refused, failed or left out, an app is blocked or unproven. */
  incomplete: 3,
  /** Wrong usage: flag, argument, unknown app, evidence of another tenant. */
  usage: 64,
  /** A manifest, plan or decisions file is unreadable, of a wrong schema version, or no evidence at all. */
  invalidInput: 65,
  /** An input file or folder is missing. */
  inputMissing: 66,
  /** Nothing could be read: the service failed or cannot be reached. */
  serviceUnavailable: 69,
  /** Our bug. */
  internal: 70,
  /** The output cannot be written, or it exists. */
  cannotWrite: 73,
  /** Throttled beyond the retries; try later. */
  throttled: 75,
  /** Sign-in failed, or every section was refused. */
  accessDenied: 77,
} as const satisfies Record<string, number>;

export type AppErrorCode = keyof typeof EXIT_CODES;

export interface AppErrorOptions {
  /** What to do next. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * Trouble that a user can understand and act on.
 *
 * Message: lower case, no final period, no line break, user input in backticks.
 */
export class AppError extends Error {
  override readonly name: string = "AppError";
  readonly code: AppErrorCode;
  readonly hint: string | undefined;

  constructor(code: AppErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/** A broken invariant: our bug, never the user's doing. */
export class InvariantError extends AppError {
  override readonly name = "InvariantError";

  constructor(message: string, options: AppErrorOptions = {}) {
    super("internal", message, options);
  }
}

/** The service refused: rights are missing or sign-in failed. The hint names the least permission. */
export class AccessDeniedError extends AppError {
  override readonly name = "AccessDeniedError";

  constructor(message: string, options: AppErrorOptions = {}) {
    super("accessDenied", message, options);
  }
}

/** The service could not answer. */
export class ServiceUnavailableError extends AppError {
  override readonly name = "ServiceUnavailableError";

  constructor(message: string, options: AppErrorOptions = {}) {
    super("serviceUnavailable", message, options);
  }
}

/** The service said that there is no such thing. */
export class NotFoundError extends AppError {
  override readonly name = "NotFoundError";

  constructor(message: string, options: AppErrorOptions = {}) {
    super("serviceUnavailable", message, options);
  }
}

/** The service asked to slow down for longer than the retry budget. */
export class ThrottledError extends AppError {
  override readonly name = "ThrottledError";

  constructor(message: string, options: AppErrorOptions = {}) {
    super("throttled", message, options);
  }
}
