import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../pipeline/cli/run.ts';
import { asCount } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { seeded } from '../read/seeded.ts';
import { recordingIo, temporaryFolder } from '../support/warehouse.ts';

const MAIN = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
const STANDARD = fileURLToPath(new URL('../../templates/standard.xlsx', import.meta.url));
const scratch = temporaryFolder();
afterAll(scratch.remove);

/** A month's dossiers, so many of a hundred of them online. */
function month(number: number, online: number): string {
  const header =
    'Mã hồ sơ,Mã TTHC,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái';
  const two = String(number).padStart(2, '0');
  const rows = Array.from({ length: 100 }, (_, at) => {
    const day = String(1 + (at % 28)).padStart(2, '0');
    const channel = at < online ? 'Trực tuyến' : 'Trực tiếp';
    return `H06.10-24-${two}${String(at).padStart(4, '0')},1.001000,Sở Giáo dục và Đào tạo,${channel},${day}/${two}/2024 08:30,28/${two}/2024,,4`;
  });
  return [header, ...rows, ''].join('\n');
}

/** A place of its own to be watched. */
function place(name: string) {
  const root = path.join(scratch.folder, name);
  const folder = path.join(root, 'exports');
  const [output, warehouse] = [path.join(root, 'out'), path.join(root, 'w.duckdb')];
  mkdirSync(folder, { recursive: true });
  const put = (file: string, text: string | Uint8Array, ageSeconds = 60): void => {
    writeFileSync(path.join(folder, file), text);
    const then = Date.now() / 1000 - ageSeconds;
    utimesSync(path.join(folder, file), then, then);
  };
  const args = [
    'watch',
    folder,
    '--province',
    'brvt',
    '-o',
    output,
    '--warehouse',
    warehouse,
    '--plan',
    'brvt-sgddt-2024',
    '--settle',
    '1',
  ];
  const once = async (...more: string[]) => {
    const io = recordingIo();
    const code = await runCli([...args, '--once', '--as-of', '2024-11-30', ...more], io);
    return { code, text: [...io.printed, ...io.errors].join('\n') };
  };
  const dossiers = async (): Promise<number> => {
    const engine = await openNativeEngine(warehouse, { readOnly: true });
    const [row] = await engine.query('SELECT count(*) AS n FROM dossiers').finally(() => engine.close());
    return asCount(row?.['n']);
  };
  return { root, folder, output, put, once, dossiers, args };
}

describe('a folder that is watched', () => {
  it('imports what is new once, writes report and brief, says what changed', async () => {
    const { put, once, output, dossiers, folder } = place('months');
    put('01.csv', month(1, 80));
    const first = await once();
    expect(first.text).toMatch(/Lần đầu: \d đạt, \d chưa đạt/);
    const made = path.join(output, 'brvt-sgddt-2024-brvt-sgddt-2024-11-30');
    expect([existsSync(`${made}.xlsx`), existsSync(`${made}-tom-tat.docx`)]).toEqual([true, true]);
    expect((await once()).text).toContain('Không có tệp mới.');

    // The same file under another name.
    copyFileSync(path.join(folder, '01.csv'), path.join(folder, '01-again.csv'));
    utimesSync(path.join(folder, '01-again.csv'), 1, 1);
    await once();
    expect(await dossiers()).toBe(100);

    put('02.csv', month(2, 50));
    const second = await once();
    expect(await dossiers()).toBe(200);
    expect(second.text).toContain('Hồ sơ trực tuyến từ xa: 65,00 % (≥ 70 %), lần trước 80,00 %');
    expect(
      readFileSync(path.join(output, 'thay-doi.txt'), 'utf8').match(/Hồ sơ trực tuyến từ xa: 65,00 %/g),
    ).toHaveLength(1);
    put('broken.xlsx', readFileSync(STANDARD).subarray(0, 9000));
    const broken = await once();
    expect([broken.code, broken.text.includes('broken.xlsx')]).toEqual([1, true]);
    // Told once, until it changes.
    expect((await once()).code).toBe(0);
  });

  it('a new green and a new red are told as such', async () => {
    const { put, once } = place('verdicts');
    for (let number = 1; number <= 11; number += 1) put(`${number}.csv`, month(number, 60));
    await once();
    put('11.csv', month(11, 60).replaceAll('Trực tiếp', 'Trực tuyến'));
    put('10.csv', month(10, 60).replaceAll('Trực tiếp', 'Trực tuyến'));
    put('9.csv', month(9, 60).replaceAll('Trực tiếp', 'Trực tuyến'));
    expect((await once()).text).toMatch(/Mới đạt: Hồ sơ trực tuyến từ xa: 70,9/);
    put('9.csv', month(9, 60));
    put('10.csv', month(10, 10));
    expect((await once()).text).toMatch(/Mới chưa đạt: Hồ sơ trực tuyến từ xa/);
  });

  it('a file that is still being written waits', async () => {
    const { put, once, output } = place('growing');
    put('01.csv', month(1, 80).slice(0, 3000), 0);
    const first = await once();
    expect(first.text).toContain('Đang ghi dở, để lần sau: 01.csv');
    expect(existsSync(path.join(output, 'thay-doi.txt'))).toBe(false);
    put('01.csv', month(1, 80));
    expect((await once()).text).toContain('Lần đầu');
  });

  it('does not write where it reads', async () => {
    const { once, folder } = place('within');
    expect((await once('-o', path.join(folder, 'out'))).code).toBe(1);
  });

  it('killed at any moment: nothing lost, nothing twice', async () => {
    const { put, once, dossiers, args, output } = place('killed');
    const random = seeded(20241130);
    for (let number = 1; number <= 6; number += 1) put(`0${number}.csv`, month(number, 70));
    for (let kill = 0; kill < 5; kill += 1) {
      const child = spawn(process.execPath, [MAIN, ...args, '--every', '1'], { stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await pause(600 + random(2500));
      child.kill('SIGKILL');
      await ended;
    }
    await once();
    expect(await dossiers()).toBe(600);
    const told = readFileSync(path.join(output, 'thay-doi.txt'), 'utf8');
    expect(told.match(/Lần đầu/g)).toHaveLength(1);
    // Without what it knew it looks at everything again, and nothing is twice.
    rmSync(path.join(output, 'theo-doi.json'));
    await once();
    expect(await dossiers()).toBe(600);
  });
});
