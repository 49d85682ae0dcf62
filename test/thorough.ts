/**
 * Whether every case is tried of what `npm test` tries a part of, so that the suite stays one that people run:
 * `npm run test:thorough`, which the gate runs.
 */
export const THOROUGH = process.env["SCOPEWRIGHT_THOROUGH"] === "1";

/** Whether the large fixture is lost piece by piece as well: `SCOPEWRIGHT_LARGE=1 npm run test:thorough`, by hand. */
export const LARGE = process.env["SCOPEWRIGHT_LARGE"] === "1";

/** How many of the runs of a property are made: a quarter, unless all are wanted. */
export const runsOf = (all: number): number => (THOROUGH ? all : Math.ceil(all / 4));
