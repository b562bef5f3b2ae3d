import { expect, test } from 'vitest';
import { shippedParts } from '../../cli/shipped.ts';
import { NO_MAPPING } from '../mapping.ts';
import { forgetSpelling, keepSpellings } from './edit-spellings.ts';
import type { OfficeFiles } from './files.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (files: OfficeFiles, path: string): string => new TextDecoder().decode(files.get(path));

const BY_HAND = `# Cổng của tỉnh
columns:
  Đường đi: channel # như cổng ghi
  Chủ HS: ignore
codes:
  channel:
    Ki-ốt: counter
`;
const files: OfficeFiles = new Map([['spellings/portal.yaml', bytes(BY_HAND)]]);

test('what is answered now counts, whatever another file said of the same word; the rest of that file stays', () => {
  const edit = keepSpellings(shippedParts(), files, { ...NO_MAPPING, columns: { 'Chủ HS': 'status' } });
  expect(edit.mistakes).toEqual([]);
  expect(edit.library.office.spellings.columns).toEqual({ 'Đường đi': 'channel', 'Chủ HS': 'status' });
  expect(text(edit.files, 'spellings/portal.yaml')).toBe(BY_HAND.replace('  Chủ HS: ignore\n', ''));
  expect(text(edit.files, 'spellings/import.yaml')).toContain('Chủ HS: status');
});

test('one answer is taken back, comments and everything else stay', () => {
  const place = { part: 'codes', column: 'channel', written: 'Ki-ốt' } as const;
  const edit = forgetSpelling(shippedParts(), files, place);
  expect(edit.mistakes).toEqual([]);
  expect(edit.library.office.spellings).toMatchObject({ codes: { channel: {} }, columns: { 'Chủ HS': 'ignore' } });
  expect(text(edit.files, 'spellings/portal.yaml')).toContain('Đường đi: channel # như cổng ghi');
  const again = forgetSpelling(shippedParts(), edit.files, { part: 'columns', column: '', written: 'Chủ HS' });
  expect(again.library.office.spellings.columns).toEqual({ 'Đường đi': 'channel' });
});
