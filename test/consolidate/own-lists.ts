import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { read, write } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Side } from '../support/breakdowns.ts';
import { SAMPLE_CASES, trueMembers } from '../support/sample-truth.ts';
import { SAMPLES } from '../support/warehouse.ts';

/**
 * The province holds the portal's exports of 2024 of a department. The department itself counted from lists of its own, which
 * lack rows, say another channel, and have a dossier more. What the lists differ in was done here, by code; who counts where
 * in the province's lists is the generator's own record.
 */
export const PLAN = 'brvt-sgddt-2024';
export const UNIT = 'brvt-sgddt';
export const AS_OF = '2024-11-30';
const truthCase = SAMPLE_CASES.find(({ plan, asOf }) => plan === PLAN && asOf === AS_OF);
if (truthCase === undefined) throw new Error('no truth');
const member = (indicator: string): Record<Side, string[]> => trueMembers(truthCase, indicator);
export const INDICATORS = {
  'remote-online': 'remote_online_rate',
  'full-online': 'full_online_rate',
  'online-payment': 'online_payment_dossier_rate',
  'results-digitised-signed': 'results_signed_rate',
  'full-service-coverage': 'full_service_coverage',
  'digital-signature-services': 'digital_signature_service_rate',
} as const;
export type TargetId = keyof typeof INDICATORS;
export type Counted = Side | 'none';

export const sides = (target: TargetId): Map<string, Counted> => {
  const { numerator, missing } = member(INDICATORS[target]);
  return new Map<string, Counted>([
    ...numerator.map((code) => [code, 'numerator'] as const),
    ...missing.map((code) => [code, 'missing'] as const),
  ]);
};

const latin = (name: string): string => readFileSync(path.join(SAMPLES, 'brvt-2024', name), 'latin1');
export const NOVEMBER = 'ho-so-2024-thang-11.csv';
const lines = latin(NOVEMBER).split('\r\n');
/** Dossiers of November stand in no other list. */
const november = lines.slice(1).filter((line) => /^H06\.23-2411\d\d-/.test(line));
const codeOf = (line: string): string => line.split(';')[0] ?? '';
const REMOTE = 'Tr\xfd\xf2c tuy\xea\xecn';
const COUNTER = 'Tr\xfd\xf2c ti\xea\xecp';
const remote = november.filter((line) => line.split(';')[9] === REMOTE);
export const dropped = november.filter((_, at) => at % 23 === 4).map(codeOf);
export const flipped = remote.filter((line, at) => at % 31 === 7 && !dropped.includes(codeOf(line))).map(codeOf);
const copied = remote.find((line) => !dropped.includes(codeOf(line)) && !flipped.includes(codeOf(line))) ?? '';
export const ADDED = 'H06.23-241115-9001';

const unpaid = [...sides('online-payment').keys()].filter((code, at) => at % 97 === 5 && !dropped.includes(code));
const unsigned = [...sides('results-digitised-signed').keys()].filter((_, at) => at % 151 === 9);
const used = new Set(Object.values(member('services_used_online_rate')).flat());
const unknown = [...sides('full-service-coverage').keys()].find(
  (code) => sides('digital-signature-services').has(code) && !used.has(code),
);

/** How a member counts in the department's own lists. */
export function ownSide(target: TargetId, code: string, here: Counted): Counted {
  if (target === 'results-digitised-signed') return unsigned.includes(code) ? 'none' : here;
  if (target === 'full-service-coverage' || target === 'digital-signature-services')
    return code === unknown ? 'none' : here;
  if (code === ADDED) return target === 'online-payment' ? 'none' : (sides(target).get(codeOf(copied)) ?? 'none');
  if (dropped.includes(code)) return 'none';
  if (target === 'online-payment') return unpaid.includes(code) ? 'none' : here;
  if (!flipped.includes(code)) return here;
  return target === 'remote-online' ? 'missing' : 'none';
}

export function differing(target: TargetId): [code: string, here: Counted, unit: Counted][] {
  const here = sides(target);
  return [...here.keys(), ADDED]
    .map((code): [string, Counted, Counted] => [
      code,
      here.get(code) ?? 'none',
      ownSide(target, code, here.get(code) ?? 'none'),
    ])
    .filter(([, ours, theirs]) => ours !== theirs)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The department's own lists, into a folder that is not there yet. */
export function writeOwnLists(folder: string): void {
  mkdirSync(folder);
  for (const name of [
    'ho-so-2024-thang-01-08.xlsx',
    'ho-so-2024-thang-09.xls',
    'ho-so-2024-thang-10-nop-ho.csv',
    'ho-so-2024-thang-10.json',
  ])
    copyFileSync(path.join(SAMPLES, 'brvt-2024', name), path.join(folder, name));
  const own = lines
    .filter((line) => !dropped.includes(codeOf(line)))
    .map((line) => (flipped.includes(codeOf(line)) ? line.replace(`;${REMOTE};`, `;${COUNTER};`) : line));
  own.splice(1, 0, copied.replace(codeOf(copied), ADDED));
  writeFileSync(path.join(folder, NOVEMBER), own.join('\r\n'), 'latin1');
  const paid = readFileSync(path.join(SAMPLES, 'brvt-2024', 'thanh-toan-2024.csv'), 'utf16le').split('\r\n');
  const left = paid.filter((line) => !unpaid.some((code) => line.includes(code)));
  writeFileSync(path.join(folder, 'thanh-toan-2024.csv'), left.join('\r\n'), 'utf16le');
  const results = unzipSync(readFileSync(path.join(SAMPLES, 'brvt-2024', 'ket-qua-2024.xlsx')));
  const part = 'xl/worksheets/sheet1.xml';
  const texts = [
    ...strFromU8(results['xl/sharedStrings.xml'] ?? new Uint8Array()).matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g),
  ].map(([, text = '']) => text);
  const xml = strFromU8(results[part] ?? new Uint8Array()).replace(/<row .*?<\/row>/gs, (row) =>
    [...row.matchAll(/t="s"><v>(\d+)<\/v>/g)].some(([, at]) => unsigned.includes(texts[Number(at)] ?? '')) ? '' : row,
  );
  writeFileSync(path.join(folder, 'ket-qua-2024.xlsx'), zipSync({ ...results, [part]: strToU8(xml) }));
  const catalogue = read(readFileSync(path.join(SAMPLES, 'brvt-2024', 'danh-muc-tthc-2024.xls')));
  for (const sheet of Object.values(catalogue.Sheets)) {
    const at = Object.keys(sheet)
      .filter((cell) => `${sheet[cell]?.v ?? ''}`.startsWith(unknown ?? '?'))
      .map((cell) => cell.replace(/[A-Z]+/, ''));
    for (const cell of Object.keys(sheet)) if (at.includes(cell.replace(/^[A-Z]+/, ''))) delete sheet[cell];
  }
  writeFileSync(path.join(folder, 'danh-muc-tthc-2024.xls'), write(catalogue, { type: 'buffer', bookType: 'biff8' }));
}
