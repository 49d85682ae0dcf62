import type { Answer } from "../answer.ts";
import { ServiceFault } from "../service-fault.ts";

const JSON_TYPE =
  "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

export const EXCHANGE_HEADERS = { "content-type": JSON_TYPE } as const;

const NOT_FOUND_TYPE = "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException";
const STACK =
  "   at Microsoft.Exchange.AdminApi.CommandInvocation.CommandInvocation.InvokeCommand(QueryContext queryContext, CmdletInvokeInputType cmdletInvokeInputType)";

/** The refusal of a cmdlet that none of the caller's roles holds: the body is NUL bytes, the reason is in a header. */
export function renderDenied(reason: string): Answer {
  return {
    status: 403,
    headers: {
      "content-type": "application/json",
      "x-exceptiontype": "CmdletAccessDeniedException",
      "x-ms-diagnostics": `2000003;reason="${reason.replace(/[^\x20-\x7e]|"/g, "?")}";error_category="insufficient_privileges"`,
    },
    body: new Uint8Array(64),
  };
}

/** How the Exchange admin REST answers a fault. */
export function renderExchangeFault(fault: ServiceFault): Answer {
  switch (fault.kind) {
    case "denied":
      return renderDenied(fault.message);
    case "unauthenticated":
      return { status: 401 };
    case "failed":
      return cmdletError(
        500,
        "InternalServerError",
        fault.type ?? "System.Exception",
        fault.message,
      );
    case "notFound":
      return cmdletError(404, "NotFound", NOT_FOUND_TYPE, fault.message);
    case "badRequest":
      return cmdletError(
        400,
        "BadRequest",
        fault.type ?? "System.ArgumentException",
        fault.message,
      );
    case "badValue":
      return invalidOperation(fault.message, fault.type ?? "System.Exception");
  }
}

/** 400 with an exception that a later attempt would not meet. */
export const renderTransient = (): Answer =>
  cmdletError(
    400,
    "BadRequest",
    "Microsoft.Exchange.Data.Directory.DCOverloadedException",
    "Domain controller 'EMULATORDC001' is overloaded. Please try again later.",
  );

export const renderThrottled = (retryAfterSeconds: number): Answer => ({
  status: 429,
  headers: { ...EXCHANGE_HEADERS, "retry-after": String(retryAfterSeconds) },
  body: { error: { code: "TooManyRequests", message: "The request has been throttled." } },
});

/** The error of a page link that is expired, used, or bound to another request. */
export const expiredCursor = (): ServiceFault =>
  new ServiceFault(
    "badValue",
    "Expired or Invalid pagination request. Default Expiry time is 00:30:00",
  );

/** An error without `details`: the reason is in the internal exception alone. */
function invalidOperation(message: string, type: string): Answer {
  return {
    status: 400,
    headers: EXCHANGE_HEADERS,
    body: {
      error: {
        code: "BadRequest",
        message: "Invalid Operation",
        innererror: {
          message: "Invalid Operation",
          type: "Microsoft.Exchange.Admin.OData.Core.ODataServiceException",
          stacktrace: STACK,
          internalexception: { message, type, stacktrace: "" },
        },
      },
    },
  };
}

/** An error whose reason is in `details`: error id, exception type and text, joined by bars. */
function cmdletError(status: number, code: string, type: string, message: string): Answer {
  return {
    status,
    headers: { ...EXCHANGE_HEADERS, "x-exceptiontype": type.split(".").at(-1) ?? type },
    body: {
      error: {
        code,
        message: "Error executing cmdlet",
        details: [{ code: "Client", target: "", message: `Ex6F9304|${type}|${message}` }],
        innererror: {
          message: "Error executing cmdlet",
          type: "Microsoft.Exchange.Admin.OData.Core.ODataServiceException",
          stacktrace: STACK,
          internalexception: {
            message:
              "Exception of type 'Microsoft.Exchange.Management.PSDirectInvoke.DirectInvokeCmdletExecutionException' was thrown.",
            type: "Microsoft.Exchange.Management.PSDirectInvoke.DirectInvokeCmdletExecutionException",
            stacktrace: STACK,
          },
        },
        "adminapi.warnings@odata.type": "#Collection(String)",
        "@adminapi.warnings": [],
      },
    },
  };
}
