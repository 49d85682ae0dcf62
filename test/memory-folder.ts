import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where Linux keeps a file system in memory. */
const SHARED_MEMORY = "/dev/shm";
/** Packs and evidence of the fixtures, several suites at once. */
const ROOM_BYTES = 2 * 1024 ** 3;

/**
 * `TMPDIR` for the tests of this run: a folder in memory, where there is such a file system with room; it goes with the
 * run. Evidence is written so that it survives a loss of power, and a test that scans would wait for the disk half of
 * its time.
 */
export function inMemory(): { readonly TMPDIR?: string } {
  if (!hasRoom(SHARED_MEMORY)) return {};
  const own = mkdtempSync(join(SHARED_MEMORY, "scopewright-tests-"));
  const remove = (): void => {
    rmSync(own, { recursive: true, force: true });
  };
  if (!runsPrograms(own)) {
    remove();
    return {};
  }
  process.once("exit", remove);
  return { TMPDIR: own };
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ROOM_BYTES;
}

/** Some tests write a program and run it: containers may forbid that there. */
function runsPrograms(folder: string): boolean {
  const program = join(folder, "program");
  try {
    writeFileSync(program, "#!/bin/sh\n");
    chmodSync(program, 0o755);
    execFileSync(program);
    return true;
  } catch {
    return false;
  }
}
