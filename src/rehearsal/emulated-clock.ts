import type { Emulator } from "../emulator/start-emulator.ts";
import { InvariantError } from "../errors.ts";

const MS_PER_MINUTE = 60_000;

/** What the clock of an emulated tenant shows; ISO 8601 UTC. */
export async function readClock({ url }: Emulator): Promise<string> {
  const answer: unknown = await (await fetch(`${url}/emulator/clock`)).json();
  const now: unknown = Reflect.get(Object(answer) as object, "now");
  if (typeof now !== "string") throw new InvariantError("the emulator does not tell the time");
  return now;
}

/**
 * Moves the clock of an emulated tenant on to an instant; one that is past changes nothing.
 *
 * @param to ISO 8601 UTC
 */
export async function moveClock(emulator: Emulator, to: string): Promise<void> {
  const advanceMinutes = (Date.parse(to) - Date.parse(await readClock(emulator))) / MS_PER_MINUTE;
  if (advanceMinutes <= 0) return;
  const body = JSON.stringify({ advanceMinutes });
  const reply = await fetch(`${emulator.url}/emulator/clock`, { method: "POST", body });
  if (!reply.ok)
    throw new InvariantError(`the clock cannot be moved to ${to}: ${await reply.text()}`);
}
