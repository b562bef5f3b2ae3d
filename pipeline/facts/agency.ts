/**
 * The agency at the head of a dossier code, in one spelling: `H06.23` for `H06.23-241105-0001` and for the older
 * `000.00.23.H06-231027-0361`. Empty where the code has no such head; never more is parsed out of a code.
 */
export function agencyOf(code: string): string {
  const head = (code.split('-')[0] ?? '').trim().toUpperCase();
  if (!/^[A-Z0-9]+(\.[A-Z0-9]+)*$/.test(head) || !/(^|\.)[A-Z]\d{2}(\.|$)/.test(head)) return '';
  const parts = head.split('.');
  const own = /^[A-Z]\d{2}$/.test(parts.at(-1) ?? '') && parts.length > 1 ? parts.toReversed() : parts;
  while (own.length > 1 && /^0+$/.test(own.at(-1) ?? '')) own.pop();
  return own.join('.');
}

/** Whether an agency is more than its province: only then it can tell a unit. */
export function tellsUnit(agency: string): boolean {
  return agency.includes('.');
}
