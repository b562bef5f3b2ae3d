import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Args } from '../../pipeline/cli/command.ts';
import { startCommand } from '../../pipeline/cli/start.ts';
import { recordingIo, SAMPLES, temporaryFolder } from '../support/warehouse.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);

let runs = 0;

/** `npm start` on files, in a warehouse of its own. @returns what it wrote and said */
async function start(...args: string[]): Promise<{ code: number; reports: string[]; said: string }> {
  runs += 1;
  const output = path.join(scratch.folder, `out-${runs}`);
  mkdirSync(output);
  const io = recordingIo();
  const places = ['--warehouse', path.join(output, 'kho.duckdb'), '--output', output];
  const code = await startCommand.run(new Args(startCommand, [...places, ...args]), io);
  const reports = readdirSync(output).filter((name) => name.endsWith('.xlsx'));
  return { code, reports, said: [...io.printed, ...io.errors].join('\n') };
}

function csv(name: string, ...rows: string[]): string {
  const file = path.join(scratch.folder, name);
  writeFileSync(file, ['Mã hồ sơ;Đơn vị tiếp nhận;Ngày tiếp nhận;Hình thức nộp', ...rows].join('\n'));
  return file;
}

describe('npm start on own files', () => {
  it('makes the reports of those plans whose unit has dossiers, whatever day is asked for', async () => {
    const { code, reports } = await start(
      path.join(SAMPLES, 'gialai-2021-2022'),
      '--province',
      'gialai',
      '--as-of',
      '2022-06-30',
    );
    expect({ code, reports: reports.length }).toEqual({ code: 0, reports: 1 });
    expect(reports[0]).toContain('gialai');
  });

  it('keeps rows of units that no plan speaks of, and says what to do', async () => {
    const file = csv('hoa-lu.csv', 'H42.1-261002-0001;UBND phường Hoa Lư;02/10/2026;Trực tuyến');
    const { code, reports, said } = await start(file, '--province', 'Ninh Bình');
    expect({ code, reports }).toEqual({ code: 0, reports: [] });
    expect(said).toContain('Số liệu đã vào kho (Ủy ban nhân dân phường Hoa Lư, tỉnh Ninh Bình)');
    expect(said).toContain('vedich plans add');
  });

  it('says that nothing came in where nothing did', async () => {
    const file = csv('nobody.csv', 'H42.1-261002-0001;UBND phường Không Có Thật;02/10/2026;Trực tuyến');
    await expect(start(file, '--province', 'Ninh Bình')).rejects.toMatchObject({ code: 'NOTHING_IMPORTED' });
  });
});
