/**
 * The attributes that a scope may be found by, the ones that organisations keep for such uses first.
 *
 * CountryOrRegion is not among them: filters want its two-letter code, which rows do not show.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-managementscope "Use two-letter country
 *   codes" (docs as of 2026-08-21)
 */
export const CANDIDATE_ATTRIBUTES: readonly string[] = [
  ...Array.from({ length: 15 }, (_, index) => `CustomAttribute${String(index + 1)}`),
  "Department",
  "Office",
  "Company",
  "City",
  "StateOrProvince",
  "Title",
  "RecipientTypeDetails",
];
