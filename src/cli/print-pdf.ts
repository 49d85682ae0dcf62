import { spawn } from "node:child_process";
import { copyFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { AppError } from "../errors.ts";
import { findBrowser } from "./find-browser.ts";

/** What is printed: the first page and the list of apps, or every app's page as well. */
export const PDF_MODES = ["summary", "full"] as const;
export type PdfMode = (typeof PDF_MODES)[number];

/** A report of ten thousand apps is laid out within a minute or two. */
const PATIENCE_MS = 300_000;

export interface PrintRequest {
  /** The page to print. */
  readonly page: string;
  /** The file to write. */
  readonly pdf: string;
  readonly mode: PdfMode;
  /** The program that prints: see `findPrinter`. */
  readonly browser: string;
}

/**
 * Finds the browser that will print, before any work is done.
 *
 * @throws AppError inputMissing without a browser
 */
export async function findPrinter(
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const found = await findBrowser(env);
  if ("path" in found) return found.path;
  throw new AppError("inputMissing", `a browser is needed to print with: ${found.missing}`, {
    hint: "install Chrome, Edge or Chromium, or name one in SCOPEWRIGHT_BROWSER; or open index.html and print it there",
  });
}

/** @throws AppError cannotWrite where the file exists and is not to be replaced */
export async function assertPdfIsFree(pdf: string, force: boolean): Promise<void> {
  const exists = await stat(pdf).then(
    () => true,
    () => false,
  );
  if (exists && !force) {
    throw new AppError("cannotWrite", `\`${pdf}\` exists`, {
      hint: "choose another file, or replace it with --force",
    });
  }
}

/**
 * Prints a report to PDF in a browser without a window, with a profile of its own that goes afterwards and no way to the
 * network. The file appears only when it is complete.
 *
 * @throws AppError cannotWrite where nothing came out
 */
export async function printPdf({ page, pdf, mode, browser }: PrintRequest): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "scopewright-print-"));
  try {
    const made = join(folder, "report.pdf");
    const address = `${pathToFileURL(resolve(page)).href}#summary?print=${mode}`;
    const trouble = await run(browser, [
      ...argumentsFor(folder),
      `--print-to-pdf=${made}`,
      address,
    ]);
    const size = await stat(made).then(
      (found) => found.size,
      () => 0,
    );
    if (trouble !== undefined || size === 0) {
      throw new AppError("cannotWrite", `\`${browser}\` did not print: ${trouble ?? "no file"}`, {
        hint: "open index.html in a browser and print it there, or name another browser in SCOPEWRIGHT_BROWSER",
      });
    }
    await copyFile(made, pdf).catch((cause: unknown) => {
      throw new AppError("cannotWrite", `cannot write \`${pdf}\``, { cause });
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function argumentsFor(folder: string): readonly string[] {
  const isRoot = userInfo().uid === 0;
  return [
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    `--user-data-dir=${join(folder, "profile")}`,
    // The browser refuses to start for root with its sandbox; the page allows no script but its own.
    ...(isRoot ? ["--no-sandbox"] : []),
  ];
}

/** Runs a program to its end; says what went wrong, if anything did. */
const run = (program: string, args: readonly string[]): Promise<string | undefined> =>
  new Promise((done) => {
    const child = spawn(program, args, { stdio: "ignore", timeout: PATIENCE_MS });
    child.once("error", ({ message }) => {
      done(message);
    });
    child.once("close", (code, signal) => {
      if (code === 0) done(undefined);
      else if (signal === null) done(`it ended with ${String(code)}`);
      else done(`it was stopped after ${String(PATIENCE_MS / 1000)} s at the latest (${signal})`);
    });
  });
