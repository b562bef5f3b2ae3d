import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { partCode } from '../../../pipeline/ask/words/parts.ts';
import { type Asked, readQuestion } from '../../../pipeline/ask/words/read.ts';
import { READING_PARTS, type Understood } from '../../../pipeline/ask/words/reading.ts';
import { readingInWords } from '../../../pipeline/ask/words/say.ts';
import { shippedParts } from '../../../pipeline/cli/shipped.ts';
import { parseOffice } from '../../../pipeline/library/layer/parse.ts';

interface Asking {
  q: string;
  is: string;
  at?: string;
}

const text = readFileSync(new URL('questions.yaml', import.meta.url), 'utf8');
const { known, held_back, later }: Record<'known' | 'held_back' | 'later', Asking[]> = parse(text);
const library = parseOffice(shippedParts(), new Map());
const asOf = '2024-11-30';

/** What a warehouse of this office knows of names. */
const THINGS: Asked['things'] = [
  { by: 'field', id: 'Giáo dục trung học', name: 'Giáo dục trung học' },
  { by: 'field', id: 'Giáo dục thường xuyên', name: 'Giáo dục thường xuyên' },
  { by: 'field', id: 'Kiểm định chất lượng giáo dục', name: 'Kiểm định chất lượng giáo dục' },
  { by: 'procedure', id: '1.004377', name: 'Giải thể trung tâm ngoại ngữ, tin học' },
  { by: 'procedure', id: '1.004559', name: 'Đình chỉ hoạt động trường chuyên biệt' },
  { by: 'procedure', id: '2.004104', name: 'Sáp nhập, chia, tách trường trung học phổ thông tư thục' },
];

function asked(unit = 'brvt-sgddt'): Asked {
  return {
    library,
    plan: library.plans.get('brvt-sgddt-2024'),
    around: { tree: library.units, unit, day: asOf },
    calendar: { asOf, usual: { from: '2024-01-01', asOf }, startOf: (day) => `${day.slice(0, 4)}-01-01` },
    things: THINGS,
  };
}

/** A reading in the file's way of writing it; `none` where it would not be answered. */
function readingOf({ reading, open, troubles }: Understood, unit: string): string {
  if (open.length > 0 || troubles.length > 0) return 'none';
  const usual: Readonly<Record<string, string>> = { unit, period: `2024-01-01..${asOf}` };
  const parts = READING_PARTS.filter((part) => part !== 'kind')
    .map((part) => [part, partCode(reading, part)] as const)
    .filter(([part, code]) => code !== '' && usual[part] !== code)
    .map(([part, code]) => `${part}=${code}`);
  return [reading.kind, ...parts.sort()].join(' ');
}

/** The parts of a written reading in the same order; a value may hold spaces. */
function written(is: string): string {
  const [kind = '', ...parts] = is.split(/ (?=[a-z]+=)/);
  return [kind, ...parts.filter((part) => part !== `period=2024-01-01..${asOf}`).sort()].join(' ');
}

function misread(questions: readonly Asking[]): { q: string; wanted: string; read: string }[] {
  return questions.flatMap(({ q, is, at }) => {
    const unit = at ?? 'brvt-sgddt';
    const read = readingOf(readQuestion(q, asked(unit)), unit);
    return read === written(is) ? [] : [{ q, wanted: written(is), read }];
  });
}

describe('questions in Vietnamese', () => {
  test('150 are kept, 50 of which were written after the grammar', () => {
    expect([known.length, held_back.length]).toEqual([100, 50]);
  });

  test('are read as they were meant', () => {
    expect(misread([...known, ...held_back, ...later])).toEqual([]);
  });

  test('are answered by no reading that is not told: every part that is set has its words', () => {
    for (const { q, at } of [...known, ...held_back]) {
      const about = asked(at);
      const understood = readQuestion(q, about);
      const told = readingInWords(understood, about, 'vi');
      for (const part of READING_PARTS) {
        const own = told.find((one) => one.part === part);
        if (partCode(understood.reading, part) !== '' && !understood.open.includes(part))
          expect(own?.words, `${q}: ${part}`).toBeTruthy();
      }
    }
  });
});
