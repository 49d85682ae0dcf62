/** Yes, no, or null = nobody can tell. */
export type Answer = boolean | null;

/** Yes when one is yes; no when all are no. */
export function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

/** No when one is no; yes when all are yes. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

export const negate = (answer: Answer): Answer => (answer === null ? null : !answer);
