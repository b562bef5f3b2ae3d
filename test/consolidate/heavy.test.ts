import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { vedich } from '../pipeline/command-line.ts';
import { heavyBooks } from './heavy-books.ts';
import { OFFICE, PLAN, PLAN_YAML } from './hundred-records.ts';
import { type Collected, TARGETS } from './office.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vedich-heavy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('sheets that are mostly nothing are read as what they say', async () => {
  const [books, library, sent] = [heavyBooks(), path.join(folder, 'library'), path.join(folder, 'sent')];
  for (const place of [path.join(library, 'plans'), sent]) mkdirSync(place, { recursive: true });
  writeFileSync(path.join(library, 'plans', 'ke-hoach.yaml'), PLAN_YAML);
  for (const { name, bytes } of books) writeFileSync(path.join(sent, name), bytes);
  const asked = ['--plan', PLAN.id, '--unit', OFFICE, '--as-of', PLAN.asOf, '--library', library];
  const where = ['--warehouse', path.join(folder, 'w.duckdb'), '--format', 'json'];
  const { out } = await vedich(['collect', sent, ...asked, ...where]);
  const sheets: Collected[] = JSON.parse(out);
  expect(sheets.map(({ file }) => file).sort()).toEqual(books.map(({ name }) => name).sort());
  for (const { file, unit, counts, problems } of sheets)
    expect({ file, unit, counts, problems }).toEqual({
      file,
      unit: 'gialai-xiako',
      counts: TARGETS.length,
      problems: [],
    });
});
