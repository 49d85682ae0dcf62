import { InvariantError } from "../../errors.ts";

type ParameterValue = string | number | boolean | readonly string[];
export type CmdletParameters = Readonly<Record<string, ParameterValue | undefined>>;

/** The cmdlets that take `-ResultSize`; without it they stop at 1000 rows and say so only in a warning. */
const HAVE_RESULT_SIZE: ReadonlySet<string> = new Set([
  "Get-Recipient",
  "Get-DistributionGroupMember",
  "Get-DynamicDistributionGroup",
  "Get-UnifiedGroupLinks",
  "Get-MailboxPermission",
]);

/** Parameters that hold a recipient filter. */
const OPATH_PARAMETERS: ReadonlySet<string> = new Set([
  "Filter",
  "RecipientFilter",
  "RecipientPreviewFilter",
]);

/**
 * Renders the body of an InvokeCommand request.
 *
 * INVARIANT: no parameter is ever null, and `Identity`, where given, is never blank: several `Get-` cmdlets answer
 * a null or unknown identity with *every* object.
 */
export function renderCmdletInput(cmdlet: string, parameters: CmdletParameters): string {
  const sent: Record<string, unknown> = {};
  for (const [name, value] of Object.entries<unknown>(parameters)) {
    assertParameter(cmdlet, name, value);
    if (value === undefined) continue;
    sent[name] =
      OPATH_PARAMETERS.has(name) && typeof value === "string" ? rewriteConstants(value) : value;
  }
  if (HAVE_RESULT_SIZE.has(cmdlet)) sent["ResultSize"] ??= "Unlimited";
  return JSON.stringify({ CmdletInput: { CmdletName: cmdlet, Parameters: sent } });
}

function assertParameter(cmdlet: string, name: string, value: unknown): void {
  if (value === null) {
    throw new InvariantError(`\`${cmdlet}\` was about to be sent with \`${name}\` null`);
  }
  const blank = value === undefined || (typeof value === "string" && value.trim() === "");
  if (blank && name.toLowerCase() === "identity") {
    throw new InvariantError(`\`${cmdlet}\` was about to be sent without an identity`);
  }
}

/** Outside quoted text, `$true` and `$false` travel as `'True'` and `'False'`. */
function rewriteConstants(filter: string): string {
  const pattern = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(true|false)\b/gi;
  return filter.replaceAll(pattern, (whole: string, constant: string | undefined) => {
    if (constant === undefined) return whole;
    return constant.toLowerCase() === "true" ? "'True'" : "'False'";
  });
}
