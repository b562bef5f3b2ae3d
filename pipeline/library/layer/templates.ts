import type { OfficeFiles } from './files.ts';
import type { OfficeDefaults } from './types.ts';

/** The report template that the office uses unless somebody names another; undefined = the standard one. */
export function officeTemplate(
  { template }: OfficeDefaults,
  files: OfficeFiles,
): { name: string; bytes: Uint8Array } | undefined {
  const bytes = template === null ? undefined : files.get(`templates/${template}`);
  return template === null || bytes === undefined ? undefined : { name: template, bytes };
}
