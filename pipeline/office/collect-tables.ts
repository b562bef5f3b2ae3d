import type { Roll } from '../consolidate/roll.ts';
import { decisionWords, stateWords } from '../consolidate/words.ts';
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
