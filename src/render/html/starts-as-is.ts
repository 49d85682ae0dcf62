/**
 * Whether a sentence begins with something that must not get a capital, by the look of its first word: `svc-backup`,
 * `full_access_as_app`, `apps.<id>`. The plan's sentences start in lower case, and some of them with a name; a name of
 * small letters alone looks like any word.
 */
export function startsAsIs(text: string): boolean {
  const [first = ""] = text.split(" ", 1);
  return /^\p{Ll}/u.test(first) && !/^(?:[a-z]+|on-premises|re-granting)[,:;]?$/.test(first);
}
