import { addDays } from './days.ts';
import { brokenDossier } from './make.ts';
import { EMPTY_ID, FORMULA_NAMES, PEOPLE } from './personal.ts';
import type { Dossier, SampleRow } from './records.ts';

/** What real systems contain and the program accepts with a warning. Changes dossiers that are finished, from `start` on. */
export function addOddities(dossiers: readonly Dossier[], start: number): void {
  const finished = dossiers.filter((d) => d.status === 10).slice(start);
  const [early, future, undated, open, noStatus, nobody, information] = finished;
  if (!early || !future || !undated || !open || !noStatus || !nobody || !information)
    throw new RangeError('too few dossiers for the oddities');
  early.finished_at = addDays(early.received_at, -3);
  future.finished_at = `2052${future.finished_at.slice(4)}`;
  future.returned_at = '';
  future.status = 9;
  undated.finished_at = '';
  undated.returned_at = '';
  undated.status = 9;
  open.due_at = '';
  noStatus.status = null;
  noStatus.finished_at = '';
  noStatus.returned_at = '';
  nobody.person = { ...nobody.person, id: EMPTY_ID };
  // Not offered online, but filed online.
  const online =
    finished.slice(7).find((d) => d.channel === 'online' && d.service_level === 'partial') ??
    finished.slice(7).find((d) => d.channel === 'online');
  if (online && online.service_level !== 'full') online.service_level = 'information';
  FORMULA_NAMES.forEach((name, i) => {
    const person = PEOPLE.find((p) => p.name === name);
    const dossier = finished[10 + i];
    if (person && dossier) dossier.person = person;
  });
}

/** Rows that cannot be taken in, one for each reason, under codes of their own. */
export function rejectedDossiers(like: Dossier, prefix: string, more = false): SampleRow<'dossiers'>[] {
  const rows = [
    brokenDossier(like, `${prefix}-9001`, { received_at: '31/02/2023' }, 'unreadable date'),
    brokenDossier(like, `${prefix}-9002`, { channel: 'Qua Zalo' }, 'unknown channel'),
    brokenDossier(like, `${prefix}-9003`, { unit: 'Phòng Đăng kiểm Sao Mai' }, 'unknown unit'),
  ];
  if (more)
    rows.push(
      brokenDossier(like, `${prefix}-9004`, { fee_amount: 'năm mươi nghìn' }, 'unreadable number'),
      brokenDossier(like, `${prefix}-9005`, { status: 'Chuyển kho lưu' }, 'unknown status'),
      brokenDossier(like, '', {}, 'no dossier code'),
    );
  return rows;
}

/** The row twice in one file: first in an older state, which does not count. */
export function repeated(row: SampleRow<'dossiers'>): SampleRow<'dossiers'>[] {
  const older: Dossier = {
    ...row.record,
    status: 4,
    finished_at: '',
    returned_at: '',
    channel: 'counter',
    reused_documents: !row.record.reused_documents,
  };
  return [{ record: older }, row];
}
