import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Brief } from '../../pipeline/brief/types.ts';
import { briefDocx, briefHtml } from '../../pipeline/brief/write.ts';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { briefOf } from '../../pipeline/office/brief.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { convert, pages, squeezed } from '../report/libreoffice.ts';
import { openSamples } from '../support/sample-warehouse.ts';

describe('one page for a leader', () => {
  let engine: Engine;
  beforeAll(async () => {
    ({ engine } = await openSamples());
  });
  afterAll(() => engine.close());

  const briefFor = async (id: string, unit: string, asOf: string): Promise<Brief> => {
    const library = shippedLibrary();
    const plan = library.plans.get(id);
    if (plan === undefined) throw new Error(id);
    return briefOf(officeOf(engine, library), { plan, unit, period: reportingPeriod(asOf, undefined, plan) });
  };

  it.each([
    ['brvt-sgddt-2024', 'brvt-sgddt', '2024-11-30'],
    ['brvt-ubnd-2023', 'brvt', '2023-09-30'],
    ['gialai-sgddt-2021-2025', 'gialai-sgddt', '2022-03-31'],
  ])('%s for %s on %s: one page in LibreOffice, with all that it says', async (plan, unit, asOf) => {
    const brief = await briefFor(plan, unit, asOf);
    const found = pages(convert(await briefDocx(brief), 'pdf', 'docx'));
    expect(found).toHaveLength(1);
    const text = squeezed(found[0] ?? '');
    expect(text).toContain(squeezed(brief.verdict));
    expect(brief.numbers.length).toBeGreaterThan(0);
    for (const [, value] of brief.numbers) expect(text).toContain(squeezed(value));
    for (const { heading } of brief.sections) expect(text).toContain(squeezed(heading));
  });

  it('says of the sample of 2024 what is true of it', async () => {
    const brief = await briefFor('brvt-sgddt-2024', 'brvt-sgddt', '2024-11-30');
    expect(brief.verdict).toBe('Trong 7 chỉ tiêu: 3 chỉ tiêu đạt, 4 chưa đạt.');
    expect(brief.sections[0]?.lines[0]).toMatch(
      /^Hồ sơ trực tuyến từ xa: thiếu 0,067 điểm \(1 hồ sơ\)\. Theo hình thức nộp: 0,039 điểm do Trực tiếp \(267 hồ sơ\)/,
    );
    expect(brief.sections.at(-1)?.lines[0]).toBe(
      'Giải thể trung tâm ngoại ngữ, tin học: 46 hồ sơ, thêm 3,07 điểm nếu nộp từ xa, hiện 65 % nộp từ xa.',
    );
  });

  it('as a page holds words as words, whatever is written in them', () => {
    const brief: Brief = {
      superior: 'A & B',
      unit: 'C',
      place: '',
      title: 'T',
      subject: 'S',
      verdict: '<script>alert(1)</script>',
      numbers: [['<b>', '1', '2', '3']],
      sections: [{ heading: 'H', lines: ['"x"'] }],
      signatory: ['G'],
    };
    const html = briefHtml(brief);
    expect(html).not.toMatch(/<script|<b><\/td>/);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('A &amp; B');
  });
});
