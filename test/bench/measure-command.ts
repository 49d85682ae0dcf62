import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";

export interface Measured {
  readonly wallMs: number;
  /** Peak resident memory, where the system tells it (Linux). */
  readonly peakMb: number | null;
  readonly exitCode: number | null;
  readonly stdout: string;
}

const POLL_MS = 50;

/** Runs a Node program to its end and measures it from outside. */
export async function measureNode(args: readonly string[]): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const out: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  let peakMb: number | null = null;
  const poll = setInterval(() => {
    void readPeak(child.pid).then((peak) => {
      if (peak !== null) peakMb = Math.max(peakMb ?? 0, peak);
    });
  }, POLL_MS);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  clearInterval(poll);
  const wallMs = performance.now() - started;
  return { wallMs, peakMb, exitCode, stdout: Buffer.concat(out).toString("utf8") };
}

async function readPeak(pid: number | undefined): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${String(pid)}/status`, "utf8");
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
