import { TENANT } from "./exchange-to.ts";
import type { Reply } from "./start-service.ts";

/** A page of rows that have a name. */
export const rows = (...names: string[]): object => ({ value: names.map((Name) => ({ Name })) });

/** A paging link as the service writes it: with its own host, wherever it really runs. */
export const link = (token: string): string =>
  `https://outlook.office365.com/adminapi/beta/${TENANT}/InvokeCommand?$skiptoken=${token}`;

/** What the service says of a link that it no longer knows. */
export const expired = {
  error: {
    code: "BadRequest",
    message: "Invalid Operation",
    innererror: {
      internalexception: {
        message: "Expired or Invalid pagination request. Default Expiry time is 00:30:00",
        type: "System.Exception",
      },
    },
  },
};

/** An error of a cmdlet: `exception type|text`. */
export function detail(message: string): object {
  return {
    error: { message: "Error executing cmdlet", details: [{ message: `Ex6F9304|${message}` }] },
  };
}

const NOT_FOUND = "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException";

/** What the service says of an object that is not there. */
export const notFound = (object: string): Reply => ({
  status: 400,
  body: detail(
    `${NOT_FOUND}|The operation couldn't be performed because object '${object}' couldn't be found on 'DC1'.`,
  ),
});
