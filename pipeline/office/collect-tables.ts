import type { RankedBlock } from '../consolidate/rank.ts';
import type { Roll } from '../consolidate/roll.ts';
import { decisionWords, stateWords } from '../consolidate/words.ts';
import { toNumber } from '../exact.ts';
import type { Language } from '../messages.ts';
import type { Table } from './tables.ts';

/** The roll as rows: one a unit. */
export function rollTable({ lines }: Roll, language: Language): Table {
  return {
    columns: [
      { name: 'unit', type: 'text' },
      { name: 'name', type: 'text' },
      { name: 'state', type: 'text' },
      { name: 'days_late', type: 'integer' },
      { name: 'decision', type: 'text' },
      { name: 'reason', type: 'text' },
      { name: 'received_at', type: 'text' },
      { name: 'file', type: 'text' },
      { name: 'sent', type: 'integer' },
      { name: 'reminded', type: 'integer' },
    ],
    rows: lines.map((line) => ({
      unit: line.unit,
      name: line.name,
      state: stateWords(line, language),
      days_late: line.daysLate,
      decision: decisionWords(line, language),
      reason: line.reason,
      received_at:
        line.current
          .map(({ receivedAt }) => receivedAt)
          .sort()
          .at(-1) ?? '',
      file: line.current.map(({ sheet }) => sheet.file).join('; '),
      sent: line.sent.length,
      reminded: line.reminded,
    })),
  };
}

/** The keys of `rank --format json`. */
export function rankingRecord(blocks: readonly RankedBlock[], language: Language) {
  return blocks.map(({ block, units }) => ({
    block: block.id,
    name: block.name[language],
    units: units.map(({ unit, name, rank, points, of, change, items }) => ({
      unit,
      name,
      rank,
      points: toNumber(points),
      of: toNumber(of),
      change,
      items: items.map((item) => ({
        id: item.id,
        name: item.name[language],
        points: item.points === null ? null : toNumber(item.points),
        of: toNumber(item.of),
      })),
    })),
  }));
}

/** The ranking as rows: one a unit. */
export function rankingTable(blocks: readonly RankedBlock[], language: Language): Table {
  return {
    columns: [
      { name: 'block', type: 'text' },
      { name: 'rank', type: 'integer' },
      { name: 'unit', type: 'text' },
      { name: 'name', type: 'text' },
      { name: 'points', type: 'number' },
      { name: 'of', type: 'number' },
      { name: 'change', type: 'integer' },
    ],
    rows: blocks.flatMap(({ block, units }) =>
      units.map(({ unit, name, rank, points, of, change }) => ({
        block: block.name[language],
        rank,
        unit,
        name,
        points: toNumber(points),
        of: toNumber(of),
        change,
      })),
    ),
  };
}
