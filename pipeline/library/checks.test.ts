import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shippedLibrary } from '../cli/library.ts';
import { LISTS } from '../lists.ts';
import { checksOf, parseChecks } from './checks.ts';

const { columns, codes, checks } = shippedLibrary();

const GOOD = `checks:
  - id: W_FEE_WITHOUT_CODE
    severity: warning
    message: { vi: "Có phí ở cột {column} mà không có mã", en: "A fee in column {column} and no code" }
    shows: rows
    to_do: { vi: Nên kiểm tra lại., en: Check it. }
    rows:
      - { list: dossiers, column: fee_amount, when: fee_amount > 0 AND procedure_code IS NULL }
`;

/** Mistakes of the good file with one text replaced, as `line message`. */
function mistakes(from: string, to: string): string[] {
  expect(GOOD).toContain(from);
  return parseChecks(GOOD.replace(from, to), 'checks.yaml', columns, codes).mistakes.map(
    ({ line, message }) => `${line} ${message}`,
  );
}

describe('checks are data', () => {
  test('a check has its sentence, its severity and its rows', () => {
    const { value, mistakes: found } = parseChecks(GOOD, 'checks.yaml', columns, codes);
    expect(found).toEqual([]);
    expect(value?.get('W_FEE_WITHOUT_CODE')?.template).toEqual({
      severity: 'warning',
      what: { vi: 'Có phí ở cột {column} mà không có mã', en: 'A fee in column {column} and no code' },
      shows: 'rows',
      todo: { vi: 'Nên kiểm tra lại.', en: 'Check it.' },
    });
    expect(checksOf(value ?? new Map(), 'dossiers', 'warning').map(({ column }) => column)).toEqual(['fee_amount']);
    expect(checksOf(value ?? new Map(), 'dossiers', 'error')).toEqual([]);
  });

  test.each<[string, string, string]>([
    [
      'W_FEE',
      'E_FEE',
      '2 Kiểm tra "E_FEE_WITHOUT_CODE": mã của warning phải bắt đầu bằng W_ và viết hoa, như W_EMPTY.',
    ],
    ['severity: warning', 'severity: hint', '3 Kiểm tra "W_FEE_WITHOUT_CODE": "severity" phải là error hoặc warning.'],
    ['in column {column}', 'there', '4 Kiểm tra "W_FEE_WITHOUT_CODE": câu vi và câu en phải có cùng các chỗ {…}.'],
    ['cột {column}', 'cột {dem}', '4 Kiểm tra "W_FEE_WITHOUT_CODE": không có {dem}; chỉ dùng {column}.'],
    ['    to_do:', '    todo:', '6 Kiểm tra thứ 1: không có khoá "todo"; có phải "to_do" không?'],
    [
      'list: dossiers',
      'list: dossier',
      `8 Kiểm tra "W_FEE_WITHOUT_CODE", rows thứ 1: "list" phải là một trong: ${LISTS.join(', ')}.`,
    ],
    [
      'column: fee_amount',
      'column: fee',
      '8 Kiểm tra "W_FEE_WITHOUT_CODE", rows thứ 1: danh sách "dossiers" không có cột "fee".',
    ],
    [
      'procedure_code IS',
      'procedure_cod IS',
      '8 Kiểm tra "W_FEE_WITHOUT_CODE", rows thứ 1: "when": "dossiers" không có cột "procedure_cod"; có phải "procedure_code" không?',
    ],
  ])('%s → %s', (from, to, sentence) => {
    expect(mistakes(from, to)).toContain(sentence);
  });

  test.each([
    ['the unit is looked up on its own', 'unit_name'],
    ['what is not loaded', 'dossier_title'],
    ['personal data', 'applicant'],
  ])('%s can be named by no check', (_why, column) => {
    expect(mistakes('procedure_code IS', `${column} IS`)[0]).toContain(`"dossiers" không có cột "${column}"`);
  });

  test('the shipped file says every check once, and each list has some', () => {
    const text = readFileSync(new URL('./checks.yaml', import.meta.url), 'utf8');
    const { value } = parseChecks(text, 'checks.yaml', columns, codes);
    expect(value).toEqual(checks);
    for (const list of LISTS) {
      const all = (['error', 'warning'] as const).flatMap((severity) => checksOf(checks, list, severity));
      expect(all.length, list).toBeGreaterThan(0);
      const rows = all.map(({ id, column }) => `${id} ${column}`);
      expect(new Set(rows).size).toBe(rows.length);
    }
  });
});
