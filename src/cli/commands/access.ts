import type { AppAccess } from "../../access/app-access.ts";
import {
  decideTenantAccess,
  explainAccess,
  explainMailboxes,
  type DecidedAccess,
} from "../../access/decide-tenant-access.ts";
import { resolveImpersonation } from "../../access/resolve-impersonation.ts";
import { resolveTenantAccess, type TenantAccess } from "../../access/resolve-tenant-access.ts";
import type { TenantFacts } from "../../access/tenant-facts.ts";
import { ABSENCES, doubtsOf } from "../../model/absences.ts";
import type { CoverageEntry } from "../../model/plan-document.ts";
import { describeCoverage } from "../../plan/describe-coverage.ts";
import { AppError, EXIT_CODES } from "../../errors.ts";
import { summariseLegacy } from "../../plan/summarise-legacy.ts";
import { accessTable, impersonationTable, type ShownAccess } from "../access-table.ts";
import type { CliIo } from "../cli-io.ts";
import { DONE, type CommandFactory, type Outcome } from "../command.ts";
import { describeUnread } from "../describe-coverage.ts";
import { isIncomplete } from "../incomplete.ts";
import { loadSnapshot } from "../load-snapshot.ts";
import { plainJson } from "../plain-text.ts";
import { sayEvidence } from "../say-evidence.ts";

export interface AccessOptions {
  readonly evidence: string;
  readonly app: string | undefined;
  readonly permission: string | undefined;
  readonly mailbox: string | undefined;
  readonly mailboxes: boolean;
  readonly explain: boolean;
  readonly json: boolean;
}

/** `scopewright access <evidence>`: who reaches what, and because of what. */
export const accessCommand: CommandFactory = (io, finish) => ({
  command: "access <evidence>",
  describe: "Say which app reaches which mailboxes, and why",
  builder: (yargs) =>
    yargs
      .positional("evidence", { type: "string", describe: "evidence folder", demandOption: true })
      .option("app", { type: "string", describe: "only this app: app id, object id or name" })
      .option("permission", { type: "string", describe: "only this permission, such as Mail.Send" })
      .option("mailbox", { type: "string", describe: "only this mailbox: id or primary address" })
      .option("mailboxes", {
        type: "boolean",
        default: false,
        describe: "one line for each mailbox",
      })
      .option("explain", {
        type: "boolean",
        default: false,
        describe: "name the rules behind each line",
      })
      .option("json", { type: "boolean", default: false, describe: "one JSON object a line" })
      .example("$0 access evidence", "every app and permission that reaches anyone")
      .example("$0 access evidence --app 'HR Sync' --explain", "why one app reaches whom")
      .example("$0 access evidence --mailbox adele@contoso.com --json", "who reaches one mailbox"),
  handler: async (argv) => {
    const text = (name: string): string | undefined =>
      typeof argv[name] === "string" ? argv[name] : undefined;
    finish(
      await runAccess(io, {
        evidence: text("evidence") ?? "",
        app: text("app"),
        permission: text("permission"),
        mailbox: text("mailbox"),
        mailboxes: argv["mailboxes"] === true,
        explain: argv["explain"] === true,
        json: argv["json"] === true,
      }),
    );
  },
});

/** Reads the evidence and prints who reaches what. */
export async function runAccess(io: CliIo, options: AccessOptions): Promise<Outcome> {
  const snapshot = await loadSnapshot(options.evidence);
  sayEvidence(io, snapshot);
  const whole = resolveTenantAccess(snapshot);
  const coverage = describeCoverage(whole.facts);
  const tenant = selectApp(whole, options.app, coverage);
  const mailbox = findMailbox(tenant.facts, options.mailbox);
  const wanted = options.permission?.toLowerCase();
  const decided = decideTenantAccess(tenant).filter(
    ({ access }) => wanted === undefined || access.permission.toLowerCase() === wanted,
  );
  await (options.json
    ? printJson(io, tenant.facts, decided, { mailbox, mailboxes: options.mailboxes })
    : printTable(io, tenant, decided, {
        explain: options.explain,
        mailboxes: options.mailboxes,
        mailbox,
        about: aboutOf(options),
        permission: options.permission,
        coverage,
      }));
  for (const line of describeUnread(coverage)) io.stderr(`${line}\n`);
  return isIncomplete(coverage) ? { exitCode: EXIT_CODES.incomplete } : DONE;
}

function aboutOf({ app, mailbox }: AccessOptions): ShownAccess["about"] {
  if (mailbox !== undefined) return "mailbox";
  return app === undefined ? "tenant" : "app";
}

function selectApp(
  tenant: TenantAccess,
  wanted: string | undefined,
  coverage: readonly CoverageEntry[],
): TenantAccess {
  if (wanted === undefined) return tenant;
  const text = wanted.trim().toLowerCase();
  const byId = tenant.apps.filter((app) => app.appId === text || app.servicePrincipalId === text);
  const apps =
    byId.length > 0 ? byId : tenant.apps.filter((app) => app.displayName.toLowerCase() === text);
  if (apps.length === 1) return { ...tenant, apps };
  throw new AppError(
    "usage",
    apps.length === 0
      ? noSuchApp(wanted, coverage)
      : `\`${wanted}\` names ${String(apps.length)} apps: ${apps.map(nameOf).join(", ")}`,
    { hint: suggest(tenant.apps, text) },
  );
}

function noSuchApp(wanted: string, coverage: readonly CoverageEntry[]): string {
  const gaps = doubtsOf(coverage, ABSENCES.noSuchApp);
  return gaps.length === 0
    ? `no app \`${wanted}\` in this evidence, ${ABSENCES.noSuchApp.text}`
    : `no app \`${wanted}\` among those that were read; not read: ${gaps.join(", ")}`;
}

const nameOf = (app: AppAccess): string => app.appId ?? app.servicePrincipalId ?? app.displayName;

function suggest(apps: readonly AppAccess[], text: string): string {
  const near = apps.filter(({ displayName }) => displayName.toLowerCase().includes(text));
  const [first] = near;
  return first === undefined
    ? "give an app id, a service principal's object id, or the exact display name"
    : `did you mean \`${first.displayName}\` (${nameOf(first)})?`;
}

function findMailbox(facts: TenantFacts, wanted: string | undefined): number | undefined {
  if (wanted === undefined) return undefined;
  const text = wanted.trim().toLowerCase();
  const index = facts.mailboxes.findIndex(
    ({ key, primarySmtpAddress, alias }) =>
      key === text || primarySmtpAddress?.toLowerCase() === text || alias?.toLowerCase() === text,
  );
  if (index !== -1) return index;
  if (!facts.index.known) {
    throw new AppError("usage", `mailbox \`${wanted}\` cannot be told: recipients were not read`, {
      hint: "leave --mailbox out to see what is known, or scan --resume to read what is missing",
    });
  }
  const told = `no mailbox \`${wanted}\` in this evidence, ${ABSENCES.noSuchMailbox.text}`;
  throw new AppError("usage", told, {
    hint: "give its id, primary address or alias; groups, contacts and system mailboxes are not counted",
  });
}

interface Wanted {
  readonly mailbox: number | undefined;
  readonly mailboxes: boolean;
}

async function printJson(
  io: CliIo,
  facts: TenantFacts,
  decided: readonly DecidedAccess[],
  { mailbox, mailboxes }: Wanted,
): Promise<void> {
  for (const one of decided) {
    await io.stdout(`${plainJson(explainAccess(facts, one))}\n`);
    if (!mailboxes && mailbox === undefined) continue;
    const key = mailbox === undefined ? undefined : facts.index.keys[mailbox];
    for (const line of explainMailboxes(facts, one)) {
      if (key === undefined || line.mailbox === key) await io.stdout(`${plainJson(line)}\n`);
    }
  }
}

async function printTable(
  io: CliIo,
  { facts, policies }: TenantAccess,
  decided: readonly DecidedAccess[],
  shown: ShownAccess,
): Promise<void> {
  for (const line of accessTable(facts, decided, shown)) await io.stdout(`${line}\n`);
  if (shown.about !== "tenant") return;
  const impersonation = resolveImpersonation(facts);
  for (const line of impersonationTable(facts, impersonation)) await io.stdout(`${line}\n`);
  await io.stdout(`\n${summariseLegacy(facts.snapshot, policies, impersonation).text}\n`);
}
