import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWithEngine } from "./run-engine.ts";
import { isChange, operate } from "./run-scripts.ts";
import type { Ending } from "../../src/rehearsal/operator-door.ts";

/** Runs lines as a script against emulated contoso. */
async function type(lines: readonly string[]): Promise<Ending & { readonly changes: number }> {
  const folder = await mkdtemp(join(tmpdir(), "scopewright-typed-"));
  const script = join(folder, "typed.ps1");
  const head = "[CmdletBinding(SupportsShouldProcess)] param()";
  await writeFile(script, [head, ...lines].join("\n"));
  const jobs = [{ script, parameters: { WhatIf: true } }];
  const now = "2026-11-20T12:00:00Z";
  const { endings, requests } = await operate("contoso", { jobs, now, pageSize: 20 });
  const [ending] = endings;
  if (ending === undefined) throw new Error("nothing ran");
  return { ...ending, changes: requests.filter(isChange).length };
}

const textOf = ({ records }: Ending): readonly string[] => records.map(({ text }) => text);

describeWithEngine("the modules of the tests", () => {
  it.each([
    ["Get-ManagementScope -Nonsense 1", /parameter cannot be found that matches.*'Nonsense'/],
    ["New-ManagementScope -Name x", /Parameter set cannot be resolved|missing mandatory/],
    [
      "New-ManagementRoleAssignment -Role x -App y -RecipientRelativeWriteScope Organization",
      /Parameter set cannot be resolved/,
    ],
    [
      "Get-ManagementRoleAssignment -Identity x -RoleAssignee y",
      /Parameter set cannot be resolved/,
    ],
    [
      "Remove-MgServicePrincipalAppRoleAssignment -AppRoleAssignmentId x -Filter y",
      /parameter cannot be found that matches.*'Filter'/,
    ],
  ])("refuse as the service's cmdlets do: %s", async (line, message) => {
    const { failure, records } = await type([line]);
    expect([failure?.message ?? "", ...records.map(({ text }) => text)].join("\n")).toMatch(
      message,
    );
  });

  it("raise errors that do not end a script by themselves, as the service's cmdlets do", async () => {
    const line = "Get-DistributionGroupMember -Identity 'nobody@contoso.example'";
    const goesOn = await type([line, "'after'"]);
    expect(goesOn.failure).toBeNull();
    expect(goesOn.records.map(({ kind }) => kind)).toStrictEqual(["error", "output"]);
    const ends = await type([`${line} -ErrorAction Stop`, "'after'"]);
    expect(ends.failure?.message).toContain("nobody@contoso.example");
    expect(ends.records).toStrictEqual([]);
  });

  it("do not see the preferences of a script: -WhatIf holds only where it is passed", async () => {
    const grant = "-ServicePrincipalId x -AppRoleAssignmentId y -Confirm:$false";
    const line = `Remove-MgServicePrincipalAppRoleAssignment ${grant}`;
    expect((await type([line])).changes).toBe(1);
    expect((await type([`${line} -WhatIf`])).changes).toBe(0);
  });

  it("read every page, and give what was read as the real ones do", async () => {
    const ending = await type([
      "@(Get-Recipient -ResultSize Unlimited -ErrorAction Stop).Count",
      "@(Get-MgServicePrincipal -All -ErrorAction Stop).Count",
      "@(Get-MgServicePrincipal -ErrorAction Stop).Count",
      "(Get-MgServicePrincipal -All -Property 'id' -ErrorAction Stop)[0].AppRoles -is [array]",
      "(Get-ConnectionInformation).TenantID -eq (Get-MgContext).TenantId",
      "(Get-OrganizationConfig).PSObject.Properties.Name -match '@'",
    ]);
    expect(ending.failure).toBeNull();
    expect(textOf(ending)).toStrictEqual(["100", "27", "20", "False", "True"]);
  });

  it("keep time: the clock moves only when a script sleeps", async () => {
    const ending = await type([
      "(Get-Date).ToUniversalTime().ToString('s')",
      "Start-Sleep -Seconds 86400",
      "Start-Sleep -Milliseconds 1500",
      "(Get-Date).ToUniversalTime().ToString('s')",
    ]);
    expect(textOf(ending)).toStrictEqual(["2026-11-20T12:00:00", "2026-11-21T12:00:01"]);
  });
});
