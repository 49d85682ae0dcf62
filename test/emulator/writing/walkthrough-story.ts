import { expect } from "vitest";
import type { Visibility } from "../../../src/emulator/changes/visibility.ts";
import type { Row } from "../tenant-folder.ts";
import { fixture, startOperator, type Operator } from "./operator.ts";

const TENANT = "10000000-0000-4000-8000-0000000000f4";
export const APP = "4e91ac94-b9bf-47e0-a11a-f342938b97a6";
const OBJECT = "faca44fa-870f-4a2b-a120-e38e2f71d9f3";
const UNIT = "e0000000-0000-4000-8000-000000000001";
const GROUP = "b0000000-0000-4000-8000-000000000001";
const ALEX = "a0000000-0000-4000-8000-000000000002";
const ROLE = "Application Mail.Send";

/** What came of one call. */
export interface Outcome {
  readonly rows: readonly Row[];
  /** Why it was refused; null = it was not. */
  readonly refusal: string | null;
}

/** Who gives the calls of the story, by whatever way they reach the service. */
export interface Administrator {
  readonly run: (cmdlet: string, parameters?: Row) => Promise<Outcome>;
  readonly addToUnit: (unit: string, user: string) => Promise<Outcome>;
}

/** The tenant of the walk-through as it was before its first step. */
export async function startStory(visibility: Visibility): Promise<Operator> {
  const operator = await startOperator(TENANT, fixture("walkthrough"), { visibility });
  const { run, graph, advance } = operator;
  expect((await run("Remove-ServicePrincipal", { Identity: APP })).status).toBe(200);
  expect((await run("Remove-ManagementScope", { Identity: "MySharedMailbox" })).status).toBe(200);
  const members = `directory/administrativeUnits/${UNIT}/members/${ALEX}/$ref`;
  expect((await graph("DELETE", members)).status).toBe(204);
  await advance(3 * 24 * 60);
  return operator;
}

const inScope = ({ rows }: Outcome): readonly unknown[] => rows.map((row) => row["InScope"]);

/** Rows 1 to 8, with the outcomes of each. */
export async function grantThreeScopes({ run, addToUnit }: Administrator): Promise<void> {
  const holders = await run("Get-ManagementRoleAssignment", {
    Role: "ApplicationImpersonation",
    GetEffectiveUsers: true,
  });
  expect(holders.rows.filter((row) => row["RoleAssignmentDelegationType"] === "Regular")).toEqual(
    [],
  );
  expect(holders.rows.length).toBeGreaterThan(0);

  const stranger = "4e91ac94-b9bf-47e0-a11a-000000000000";
  const pointer = { AppId: APP, ObjectId: OBJECT, DisplayName: "Mail.Send.Demo" };
  const refused = await run("New-ServicePrincipal", { ...pointer, ObjectId: stranger });
  expect(refused.refusal).toContain("couldn't be found in Microsoft Entra ID");
  expect((await run("New-ServicePrincipal", pointer)).rows).toMatchObject([
    { AppId: APP, ObjectId: OBJECT, DisplayName: "Mail.Send.Demo" },
  ]);

  const [unit] = (await run("Get-AdministrativeUnit", { Identity: UNIT })).rows;
  const created = await run("New-ManagementRoleAssignment", {
    App: APP,
    Role: ROLE,
    RecipientAdministrativeUnitScope: UNIT,
  });
  expect(created.rows).toMatchObject([
    { RecipientWriteScope: "AdministrativeUnit", CustomResourceScope: unit?.["Name"] },
  ]);

  const test = (resource: string): Promise<Outcome> =>
    run("Test-ServicePrincipalAuthorization", { Identity: APP, Resource: resource });
  expect((await test("AdeleV")).rows).toMatchObject([
    {
      RoleName: ROLE,
      GrantedPermissions: "Mail.Send",
      AllowedResourceScope: unit?.["Name"],
      ScopeType: "AdministrativeUnit",
      InScope: "True",
    },
  ]);
  expect(inScope(await test("AlexW"))).toEqual(["False"]);
  expect((await addToUnit(UNIT, ALEX)).refusal).toBe(null);
  expect(inScope(await test("AlexW"))).toEqual(["True"]);

  const grouped = { App: APP, Role: ROLE, RecipientGroupScope: GROUP };
  expect((await run("New-ManagementRoleAssignment", grouped)).refusal).toBe(null);
  expect(inScope(await test("AdeleV"))).toEqual(["True", "False"]);

  const scope = {
    Name: "MySharedMailbox",
    RecipientRestrictionFilter: "UserPrincipalName -eq 'sharedmailbox@woodgrove.com'",
  };
  expect((await run("New-ManagementScope", scope)).refusal).toBe(null);
  const scoped = { App: APP, Role: ROLE, CustomResourceScope: scope.Name };
  expect((await run("New-ManagementRoleAssignment", scoped)).refusal).toBe(null);
  expect(inScope(await test("sharedmailbox"))).toEqual(["False", "False", "True"]);
}

/** Rows 9 and 10, where changes take longest: refused at once, and sent after two hours. */
export async function sendAfterTwoHours(operator: Operator): Promise<void> {
  const token = await operator.token(APP);
  const refused = await operator.asApp(token, "POST", "users/AdeleV@woodgrove.com/sendMail");
  expect(refused.status).toBe(403);
  expect(refused.body["error"]).toMatchObject({ code: "ErrorAccessDenied" });

  await operator.advance(119);
  const later = await operator.token(APP);
  expect(await statusOfSending(operator, later, "adelev")).toBe(403);
  await operator.advance(1);
  expect(await statusOfSending(operator, later, "adelev")).toBe(202);
  expect(await statusOfSending(operator, later, "sharedmailbox")).toBe(202);
  expect(await statusOfSending(operator, later, "alexw")).toBe(202);
  expect(await statusOfSending(operator, later, "meganb")).toBe(403);
}

/** Row 9, where changes take no time. */
export async function sendAtOnce(operator: Operator): Promise<void> {
  const token = await operator.token(APP);
  expect(await statusOfSending(operator, token, "adelev")).toBe(202);
  expect(await statusOfSending(operator, token, "meganb")).toBe(403);
}

async function statusOfSending({ asApp }: Operator, token: string, who: string): Promise<number> {
  return (await asApp(token, "POST", `users/${who}@woodgrove.com/sendMail`)).status;
}
