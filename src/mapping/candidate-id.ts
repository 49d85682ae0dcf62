import type { CandidateScope } from "./candidates/candidate-scope.ts";
import { hashText } from "./object-names.ts";

/** `<appId>/<kind>/<first 8 of sha256 of what it scopes by>`: the same on every run, so that a decision can name it. */
export const candidateId = (
  app: string,
  { kind, key }: Pick<CandidateScope, "kind" | "key">,
): string => `${app}/${kind}/${hashText(key).slice(0, 8)}`;
