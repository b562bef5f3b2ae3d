import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { narrativeTemplate } from '../../pipeline/cli/template.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { fillNarrative } from '../../pipeline/narrative/fill.ts';
import type { Narrative } from '../../pipeline/narrative/types.ts';
import { narrativeOf } from '../../pipeline/office/narrative.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { convert, pages, squeezed } from '../report/libreoffice.ts';
import { openSamples } from '../support/sample-warehouse.ts';

const DOCUMENT = 'word/document.xml';

/** As somebody changes it in Word. */
function changed(bytes: Uint8Array, change: (document: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  return zipSync({ ...parts, [DOCUMENT]: strToU8(change(textOf(bytes))) });
}

const textOf = (bytes: Uint8Array): string => strFromU8(unzipSync(bytes)[DOCUMENT] ?? new Uint8Array());

describe('the report in words', () => {
  let engine: Engine;
  let narrative: Narrative;

  beforeAll(async () => {
    ({ engine } = await openSamples(['brvt-2024']));
    const library = shippedLibrary();
    const plan = library.plans.get('brvt-sgddt-2024');
    if (plan === undefined) throw new Error('no plan');
    const period = reportingPeriod('2024-11-30', undefined, plan);
    narrative = await narrativeOf(officeOf(engine, library), { plan, unit: 'brvt-sgddt', period });
  });
  afterAll(() => engine?.close());

  it('says what the figures say, in LibreOffice, with nothing left to be filled', async () => {
    const { bytes } = await fillNarrative(narrativeTemplate(), narrative);
    // A sentence may go over the page, whose number stands above it.
    const sheets = pages(convert(bytes, 'pdf', 'docx')).map((page) => page.replace(/^\s*\d\s/, ''));
    const text = squeezed(sheets.join(' '));
    for (const { ten, ket_qua, nguong } of narrative.chi_tieu) {
      // A name takes two lines of its cell, beside which the other cells are drawn.
      expect(textOf(bytes).includes(ten), ten).toBe(true);
      for (const wanted of [ket_qua, nguong]) expect(text.includes(squeezed(wanted)), wanted).toBe(true);
    }
    for (const sentence of [...narrative.nguyen_nhan, ...narrative.giai_phap, narrative.ket_luan])
      expect(text.includes(squeezed(sentence)), sentence).toBe(true);
    expect(text).not.toMatch(/[{}]|undefined|@@/);
  });

  it('keeps what was written by hand, and tells what was changed elsewhere', async () => {
    const first = (await fillNarrative(narrativeTemplate(), narrative)).bytes;
    expect((await fillNarrative(narrativeTemplate(), narrative, first)).edited).toBe(false);
    const written = changed(first, (document) =>
      document
        .replace(/(tay-kien-nghi.*?<w:t[^>]*>)…/s, '$1Đề nghị UBND tỉnh bố trí thêm máy quét &amp; nhân lực.')
        .replace(/Số: {8}/, 'Số: 123'),
    );
    const later = { ...narrative, den_ngay: '31/12/2024' };
    const second = await fillNarrative(narrativeTemplate(), later, written);
    expect(second.edited).toBe(false);
    for (const words of ['Đề nghị UBND tỉnh bố trí thêm máy quét &amp; nhân lực.', 'Số: 123/BC-SGDĐT', '31/12/2024'])
      expect(textOf(second.bytes).includes(words), words).toBe(true);
    const elsewhere = changed(first, (document) => document.replace('NHIỆM VỤ, GIẢI PHÁP', 'GIẢI PHÁP'));
    expect((await fillNarrative(narrativeTemplate(), narrative, elsewhere)).edited).toBe(true);
    expect((await fillNarrative(narrativeTemplate(), narrative, new Uint8Array([1, 2]))).edited).toBe(true);
  });

  it('what the template has no place for any more is told', async () => {
    const first = (await fillNarrative(narrativeTemplate(), narrative)).bytes;
    const written = changed(first, (document) => document.replace(/(tay-giai-phap.*?<w:t[^>]*>)…/s, '$1Tập huấn.'));
    const own = {
      name: 'x.docx',
      bytes: changed(narrativeTemplate().bytes, (document) => document.replace('"tay-giai-phap"', '"khac"')),
    };
    expect([...(await fillNarrative(own, narrative, written)).lost]).toEqual([['tay-giai-phap', 'Tập huấn.']]);
  });

  it('an own template that is wrong is told with the places that are meant', async () => {
    const own = (change: (document: string) => string) => ({
      name: 'mau.docx',
      bytes: changed(narrativeTemplate().bytes, change),
    });
    const filled = (change: (document: string) => string) => fillNarrative(own(change), narrative);
    await expect(filled((document) => document.replace('{ket_luan}', '{ket_luan} {khong_co}'))).rejects.toMatchObject({
      code: 'UNKNOWN_TAGS',
      params: { tags: '{khong_co}' },
    });
    await expect(filled((document) => document.replace('{ket_luan}', '{ket_luan'))).rejects.toMatchObject({
      code: 'TEMPLATE_TAGS',
    });
    await expect(filled((document) => document.replace('{/du_kien}', ''))).rejects.toMatchObject({
      code: 'TEMPLATE_TAGS',
    });
    await expect(
      fillNarrative(
        { name: 'x.xlsx', bytes: readFileSync(new URL('../../templates/standard.xlsx', import.meta.url)) },
        narrative,
      ),
    ).rejects.toMatchObject({ code: 'NOT_DOCX' });
  });
});
