import type { Answer } from "../answer.ts";
import type { Met } from "./create-fault-source.ts";
import type { Trouble } from "./trouble.ts";

/**
 * The answer of a service to a request that may have met a fault.
 *
 * @param render how the service words the trouble
 */
export async function answerUnderFaults(
  { trouble, delivery }: Met,
  render: (trouble: Trouble) => Answer,
  answer: () => Answer | Promise<Answer>,
): Promise<Answer> {
  const given = trouble === undefined ? await answer() : render(trouble);
  return delivery === undefined ? given : { ...given, delivery };
}
