import type { Hazard, Phase, Step, StepAction, StepTarget } from "../../src/model/plan-step.ts";

export const CRM = "11111111-1111-4111-8111-111111111111";
export const CRM_PRINCIPAL = "aaaaaaaa-1111-4111-8111-111111111111";
export const FAX = "44444444-4444-4444-8444-444444444444";
const GRAPH = "00000003-0000-0000-c000-000000000000";
export const SCOPE_NAME = "SW contoso-crm 0badcafe";
export const FILTER =
  "MemberOfGroup -eq 'CN=Sales O''Brien20240101,OU=contoso.onmicrosoft.com,OU=Microsoft Exchange Hosted Organizations,DC=EURPR01A001,DC=prod,DC=outlook,DC=com'";
export const POLICY =
  "99999999-9999-4999-8999-999999999999\\11111111-1111-4111-8111-111111111111:S-1-5-21-1-2-3-4;bbbbbbbb-1111-4111-8111-111111111111";
export const FAX_POLICY =
  "99999999-9999-4999-8999-999999999999\\44444444-4444-4444-8444-444444444444:S-1-5-21-1-2-3-5;bbbbbbbb-2222-4111-8111-111111111111";
const LEARN = "https://learn.microsoft.com/exchange/permissions-exo/application-rbac";

const hazard = (kind: Hazard["kind"], text: string): Hazard => ({ kind, text, source: LEARN });

const FENCE = hazard("pointOfNoReturn", "After this no rollback is proven: the fence is gone.");

function step(
  app: string,
  [phase, action]: readonly [Phase, StepAction],
  target: StepTarget,
  rest: Partial<Step> & { readonly title: string },
): Step {
  return {
    id: `${app}/${phase}/${action}/0${phase.slice(0, 1)}c0ffee${rest.id ?? ""}`,
    appId: app,
    phase,
    change: phase < "5" ? 1 : 2,
    action,
    target,
    after: rest.after ?? [],
    gate: rest.gate ?? "The read-back equals what was written.",
    settleMinutes: rest.settleMinutes ?? 0,
    hazards: rest.hazards ?? [],
    rollback: rest.rollback ?? null,
    title: rest.title,
  };
}

const rollback1 = {
  phase: "rollback-1",
  text: "Remove the assignment, then the scope.",
  waitMinutes: 0,
  hazards: [],
} as const;

const pointer = step(
  CRM,
  ["1-prepare", "createServicePrincipal"],
  {
    kind: "servicePrincipal",
    appId: CRM,
    objectId: CRM_PRINCIPAL,
    displayName: "Contoso CRM’s mailer",
  },
  { title: "Make the app known to Exchange", rollback: rollback1 },
);

const scope = step(
  CRM,
  ["1-prepare", "createManagementScope"],
  { kind: "managementScope", name: SCOPE_NAME, filter: FILTER },
  { title: `Create management scope ${SCOPE_NAME}`, rollback: rollback1 },
);

const assignment = step(
  CRM,
  ["1-prepare", "createRoleAssignment"],
  {
    kind: "roleAssignment",
    name: "SW contoso-crm Mail.Read 0badcafe",
    role: "Application Mail.Read",
    servicePrincipalId: CRM_PRINCIPAL,
    appId: CRM,
    scope: SCOPE_NAME,
  },
  {
    title: "Assign Application Mail.Read with that scope",
    settleMinutes: 120,
    rollback: rollback1,
    hazards: [hazard("membershipCanChange", "Owners of the group decide who is in scope.")],
  },
);

const test = step(
  CRM,
  ["2-test", "testAuthorization"],
  {
    kind: "authorization",
    appId: CRM,
    servicePrincipalId: CRM_PRINCIPAL,
    roles: ["Application Mail.Read"],
    scope: SCOPE_NAME,
    filter: FILTER,
    expectedMembers: 3,
    positive: ["m-1", "m-2"],
    negative: ["m-9"],
  },
  {
    title: "Test: two mailboxes inside, one outside",
    after: [{ step: assignment.id, waitMinutes: 0, why: "there must be something to test" }],
    gate: "True inside, False outside, 3 members.",
  },
);

const cutover = step(
  CRM,
  ["3-cutover", "deleteAppRoleAssignment"],
  {
    kind: "appRoleAssignment",
    id: "Zm9vYmFyLWdyYW50LWlk",
    appRoleId: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
    principalId: CRM_PRINCIPAL,
    resourceId: "cccccccc-1111-4111-8111-111111111111",
    resourceAppId: GRAPH,
    permission: "Mail.Read",
  },
  {
    title: "Delete the grant of Mail.Read",
    after: [
      { step: assignment.id, waitMinutes: 120, why: "the role must be visible everywhere" },
      { step: test.id, waitMinutes: 0, why: "the test must have passed" },
    ],
    settleMinutes: 1680,
    hazards: [
      hazard("tokensOutliveConsent", "Tokens issued before carry the grant for up to 28 h."),
      hazard("rollbackRightDiffers", "Granting again needs Privileged Role Administrator."),
    ],
    rollback: {
      phase: "rollback-3",
      text: "Grant Mail.Read again; the policy still limits it.",
      waitMinutes: 1680,
      hazards: [hazard("mayRestoreNothing", "With enforcement on, the grant may open nothing.")],
    },
  },
);

const declare = step(
  CRM,
  ["4-declare", "removeRequiredResourceAccess"],
  {
    kind: "requiredResourceAccess",
    applicationId: "dddddddd-1111-4111-8111-111111111111",
    appId: CRM,
    resourceAppId: GRAPH,
    appRoleIds: ["810c84a8-4a9e-49e6-bf7d-12d183f40d01"],
  },
  {
    title: "Take Mail.Read out of the app's declaration",
    after: [{ step: cutover.id, waitMinutes: 0, why: "the grant goes first" }],
    hazards: [hazard("consentMayReturn", "Until then one click on consent opens all mailboxes.")],
    rollback: {
      phase: "rollback-4",
      text: "Declare the permission again.",
      waitMinutes: 0,
      hazards: [],
    },
  },
);

function retireSteps(app: string, principal: string | null, policy: string): readonly Step[] {
  const look = (occurrence: number): StepTarget => ({
    kind: "governedGrants",
    appId: app,
    servicePrincipalId: principal,
    governed: [
      { resourceAppId: GRAPH, appRoleId: "810c84a8-4a9e-49e6-bf7d-12d183f40d01" },
      { resourceAppId: GRAPH, appRoleId: "b633e1c5-b582-4048-a93e-9f11b44c7e96" },
    ],
    occurrence,
  });
  const confirm = step(app, ["5-confirm", "confirmNoGovernedGrant"], look(1), {
    title: "Confirm that no governed grant is left",
    gate: "None is found.",
  });
  const again = step(app, ["5-confirm", "confirmNoGovernedGrant"], look(2), {
    id: "2",
    title: "Confirm it again",
    after: [{ step: confirm.id, waitMinutes: 1680, why: "tokens that carry a grant expire" }],
    gate: "None is found, at most 15 minutes before the policy goes.",
  });
  const retire = step(
    app,
    ["6-retire", "deleteAccessPolicy"],
    {
      kind: "accessPolicy",
      identity: policy,
      appId: app,
      accessRight: "RestrictAccess",
      scopeId: "bbbbbbbb-1111-4111-8111-111111111111",
      description: "Restrict the CRM to Sales",
    },
    {
      title: "Remove the policy",
      after: [{ step: again.id, waitMinutes: 0, why: "the look must be fresh" }],
      settleMinutes: 2880,
      hazards: [FENCE, hazard("timeUndocumented", "No documented time until it takes effect.")],
      rollback: {
        phase: "repair-after-6",
        text: "Repair the scope first; re-creating the policy is the last resort.",
        waitMinutes: 0,
        hazards: [],
      },
    },
  );
  const watch = step(app, ["7-after", "watchForReturnedGrant"], look(1), {
    title: "Look for a grant that came back",
    after: [{ step: retire.id, waitMinutes: 0, why: "from now on a grant is tenant-wide" }],
  });
  return [confirm, again, retire, watch];
}

const crmRetire = retireSteps(CRM, CRM_PRINCIPAL, POLICY).map((each, index) =>
  index === 0
    ? { ...each, after: [{ step: cutover.id, waitMinutes: 20_160, why: "time to observe" }] }
    : each,
);

export const CRM_STEPS: readonly Step[] = [
  pointer,
  scope,
  assignment,
  test,
  cutover,
  declare,
  ...crmRetire,
];
export const FAX_STEPS: readonly Step[] = retireSteps(FAX, null, FAX_POLICY);
