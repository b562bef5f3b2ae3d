import { expect, test } from 'vitest';
import { findPlan } from '../../pipeline/plans/document/find.ts';
import { openDocument } from '../../pipeline/plans/document/open.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { convertAll } from '../report/libreoffice.ts';
import { makeDocument } from './documents/maker.ts';
import { scoreOf } from './documents/score.ts';
import { wordFile } from './documents/word.ts';

const SEEDS = [1, 6, 14, 15];

/** A page for each line, a table for lines with tabs. */
function page(text: string): Uint8Array {
  const rows = (lines: string): string =>
    `<table>${lines
      .trim()
      .split('\n')
      .map(
        (line) =>
          `<tr>${line
            .split('\t')
            .map((cell) => `<td>${cell}</td>`)
            .join('')}</tr>`,
      )
      .join('')}</table>`;
  const body = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/(?:^.*\t.*\n?)+/gm, rows);
  return new TextEncoder().encode(`<html><body>${body.replace(/^(?!<table>)(.+)$/gm, '<p>$1</p>')}</body></html>`);
}

test('a document says the same as text, page, Word file of both kinds, and PDF', async () => {
  const made = SEEDS.map((seed) => makeDocument(seed, 'open'));
  const words = await Promise.all(made.map(({ text }) => wordFile(text)));
  const files = {
    text: made.map(({ text }) => new TextEncoder().encode(text.normalize('NFD'))),
    html: made.map(({ text }) => page(text)),
    docx: words,
    doc: convertAll(words, 'doc', 'docx'),
    pdf: convertAll(words, 'pdf', 'docx'),
  };
  for (const [kind, all] of Object.entries(files)) {
    for (const [at, bytes] of all.entries()) {
      const document = await openDocument(sourceFromBytes(`van-ban.${kind}`, bytes), inflate);
      expect(document.kind).toBe(kind);
      const found = findPlan(document.blocks);
      const truth = made[at]!;
      const { wanted, named, tasks, tasksFound, misses, extras } = scoreOf(found, truth);
      expect({ kind, at, named, tasksFound, misses, extras }).toEqual({
        kind,
        at,
        named: wanted,
        tasksFound: tasks,
        misses: [],
        extras: [],
      });
      expect(found).toMatchObject({ number: truth.number, date: truth.date, issuer: truth.issuer });
      if (kind === 'pdf') expect(found.targets.every((target) => (target.page ?? 0) >= 1)).toBe(true);
    }
  }
});
