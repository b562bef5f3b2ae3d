import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../../pipeline/cli/run.ts';
import { OFFICE_PLAN } from '../plans/documents/office-plan.ts';
import { recordingIo, temporaryFolder } from '../support/warehouse.ts';

const scratch = temporaryFolder();
afterAll(() => scratch.remove());
const document = path.join(scratch.folder, 'ke-hoach.txt');
const draft = path.join(scratch.folder, 'nhap.yaml');
const library = path.join(scratch.folder, 'library');

async function vedich(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = recordingIo();
  const code = await runCli(argv, io);
  return { code, out: io.printed.join('\n'), err: io.errors.join('\n') };
}

it('a document is read to a draft, which counts when it is confirmed', async () => {
  writeFileSync(document, OFFICE_PLAN);
  const json = await vedich('plans', 'read', document, '--format', 'json');
  expect(json.code, json.err).toBe(0);
  const read = JSON.parse(json.out);
  expect(Object.keys(read)).toEqual([
    'number',
    'date',
    'issuer',
    'replaces',
    'targets',
    'tasks',
    'not_understood',
    'contradictions',
  ]);
  expect(read).toMatchObject({
    number: '77/KH-SGDĐT',
    date: '2024-09-05',
    issuer: 'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu',
  });
  expect(read.targets).toHaveLength(7);
  expect(read.targets[3]).toMatchObject({
    place: 'Mục I, gạch đầu dòng 4',
    indicator: 'online_payment_dossier_rate',
    operator: '>',
    value: 85,
    due: '2024-11-30',
    unit_of_measure: 'percent',
    aspiration: false,
    sure: true,
  });
  expect(read.tasks).toHaveLength(11);

  const written = await vedich(
    'plans',
    'read',
    document,
    '-o',
    draft,
    '--unit',
    'brvt-sgddt',
    '--against',
    'brvt-sgddt-2024',
  );
  expect(written.code, written.err).toBe(0);
  expect(written.out).toContain('So với KH DVCTT 2024');
  expect(readFileSync(draft, 'utf8')).toMatch(/^# NHÁP đọc từ "ke-hoach.txt" \(SHA-256 [0-9a-f]{64}\)/);
  const id = /^id: (.*)$/m.exec(readFileSync(draft, 'utf8'))?.[1] ?? '';
  const before = await vedich('plans', 'list', '--format', 'json');
  expect(before.out).not.toContain(id);
  const kept = await vedich('init', '--library', library).then(() =>
    vedich('plans', 'confirm', draft, '--library', library),
  );
  expect(kept.code, kept.err).toBe(0);
  const shown = await vedich('plans', 'show', id, '--library', library, '--format', 'json');
  expect(JSON.parse(shown.out)).toMatchObject({ id, number: '77/KH-SGDĐT', document: { file: 'ke-hoach.txt' } });
  const [file = ''] = readdirSync(path.join(library, 'plans')).filter((name) => name.endsWith('.yaml'));
  expect(readFileSync(path.join(library, 'plans', file), 'utf8')).not.toContain('NHÁP');
});

it('what is no plan ends in a sentence', async () => {
  writeFileSync(document, 'Kính gửi quý cơ quan, xin cảm ơn.');
  const refused = await vedich('plans', 'read', document);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('Không thấy chỉ tiêu hay nhiệm vụ nào trong tệp "ke-hoach.txt"');
});
