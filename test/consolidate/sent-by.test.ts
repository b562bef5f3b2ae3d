import { describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { sendersFor, sentBy } from '../../pipeline/consolidate/sent-by.ts';
import type { ReadSheet } from '../../pipeline/consolidate/types.ts';

const { units } = shippedLibrary();

function sheetOf(unit: string | null, more: Partial<ReadSheet> = {}): ReadSheet {
  return {
    file: 'bao-cao.xlsx',
    sheet: 'Báo cáo',
    kind: 'table',
    form: null,
    plan: 'p',
    unit,
    from: '2025-01-01',
    asOf: '2025-03-31',
    figures: [],
    cells: [],
    parts: [],
    byUnit: false,
    asked: unit === null ? [{ kind: 'unit', name: 'Trạm 90', suggestions: ['Sở Tư pháp'] }] : [],
    problems: [],
    made: null,
    ...more,
  };
}
const by = (sender: string, asOf: string, ...sheets: ReadSheet[]): ReadSheet[] | undefined =>
  sentBy(sheets, sender, units, asOf);

describe('a file as its sender’s', () => {
  it('is refused whole where one sheet of it is another unit’s, whatever made it', () => {
    expect(by('brvt-syt', '2024-11-30', sheetOf('brvt-syt'))).toHaveLength(1);
    for (const kind of ['own', 'table', 'form'] as const)
      expect(by('brvt-syt', '2024-11-30', sheetOf('brvt-syt'), sheetOf('brvt-stp', { kind }))).toBeUndefined();
    // Nor the office above, nor a unit below.
    expect(by('brvt-syt', '2024-11-30', sheetOf('brvt'))).toBeUndefined();
    expect(by('brvt-chauduc', '2024-11-30', sheetOf('brvt-chauduc-kimlong'))).toBeUndefined();
    // A table with a row for each unit, read as a report of each.
    const rows = ['brvt-syt', 'brvt-stp'].map((unit) => sheetOf(unit, { kind: 'form', byUnit: true }));
    expect(by('brvt-syt', '2024-11-30', ...rows)).toBeUndefined();
  });

  it('may be of a unit that went into the sender, from the day on which it did', () => {
    expect(by('brvt-skhcn', '2025-03-31', sheetOf('brvt-stttt'))).toHaveLength(1);
    expect(by('brvt-skhcn', '2025-02-28', sheetOf('brvt-stttt'))).toBeUndefined();
    expect(by('brvt-stttt', '2025-03-31', sheetOf('brvt-skhcn'))).toBeUndefined();
    expect(sendersFor(units, 'brvt-skhcn', '2025-03-31').sort()).toEqual(['brvt-skhcn', 'brvt-stttt']);
    expect(sendersFor(units, 'brvt-skhcn', '2025-02-28')).toEqual(['brvt-skhcn']);
  });

  it('is the sender’s where it says no unit that is known: told, and no other unit is named', () => {
    const [taken] = by('brvt-syt', '2024-11-30', sheetOf(null)) ?? [];
    expect(taken).toMatchObject({ unit: 'brvt-syt', asked: [], problems: [{ code: 'W_SENDER', unit: 'brvt-syt' }] });
    expect(JSON.stringify(taken)).not.toContain('Tư pháp');
    const broken = sheetOf(null, { kind: 'unknown', asked: [] });
    expect(by('brvt-syt', '2024-11-30', broken)).toEqual([broken]);
  });
});
