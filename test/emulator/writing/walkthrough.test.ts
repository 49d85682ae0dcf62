import { describe, it } from "vitest";
import { errorTextOf, type Reply } from "../clients.ts";
import { type Operator, stopOperatorsAfterEach } from "./operator.ts";
import {
  type Administrator,
  grantThreeScopes,
  type Outcome,
  sendAfterTwoHours,
  sendAtOnce,
  startStory,
} from "./walkthrough-story.ts";

stopOperatorsAfterEach();

const outcomeOf = (reply: Reply): Outcome => ({
  rows: reply.rows,
  refusal: reply.status < 300 ? null : errorTextOf(reply),
});

const overHttp = ({ run, graph }: Operator): Administrator => ({
  run: async (cmdlet, parameters) => outcomeOf(await run(cmdlet, parameters)),
  addToUnit: async (unit, user) =>
    outcomeOf(
      await graph("POST", `directory/administrativeUnits/${unit}/members/$ref`, {
        "@odata.id": `https://graph.microsoft.com/v1.0/users/${user}`,
      }),
    ),
});

describe("one managed identity, three scopes, one mail: over http", () => {
  it("is refused at once and sends after two hours where changes take longest", async () => {
    const operator = await startStory("atEnd");
    await grantThreeScopes(overHttp(operator));
    await sendAfterTwoHours(operator);
  });

  it("sends at once where changes take no time", async () => {
    const operator = await startStory("atOnce");
    await grantThreeScopes(overHttp(operator));
    await sendAtOnce(operator);
  });
});
