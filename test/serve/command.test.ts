import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../pipeline/cli/run.ts';
import { auditFile } from '../../pipeline/serve/audit.ts';
import { readTokens, tokenFile } from '../../pipeline/serve/tokens.ts';
import { asCount } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { recordingIo, temporaryFolder } from '../support/warehouse.ts';

const MAIN = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
const scratch = temporaryFolder();
afterAll(scratch.remove);

let number = 0;
function newFolder(): string {
  number += 1;
  const folder = path.join(scratch.folder, String(number));
  mkdirSync(folder);
  return folder;
}

async function cli(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = recordingIo();
  const code = await runCli(argv, io);
  return { code, out: io.printed.join('\n'), err: io.errors.join('\n') };
}

/** `vedich serve` in a process of its own, once it says where it listens. */
async function serve(...argv: string[]) {
  const child = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    MAIN,
    'serve',
    '--port',
    '0',
    ...argv,
  ]);
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
      const found = /https?:\/\/\S+:\d+/.exec(out)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on('exit', () => reject(new Error(`ended: ${out}${err}`)));
  });
  return { child, url, ended, said: () => ({ out, err }) };
}

function certificate(folder: string): { cert: string; key: string } {
  const cert = path.join(folder, 'cert.pem');
  const key = path.join(folder, 'key.pem');
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost,IP:127.0.0.1',
      '-keyout',
      key,
      '-out',
      cert,
    ],
    { stdio: 'ignore' },
  );
  return { cert, key };
}

function getOverTls(url: string, ca: Buffer, token?: string): Promise<{ status: number; text: string; hsts: string }> {
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      { ca, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += String(chunk);
        });
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            text,
            hsts: String(answer.headers['strict-transport-security'] ?? ''),
          }),
        );
      },
    );
    request.on('error', reject);
  });
}

describe('vedich serve', () => {
  it('refuses other machines without TLS, then without tokens, then with tokens that are over', async () => {
    const folder = newFolder();
    const warehouse = path.join(folder, 'w.duckdb');
    const { cert, key } = certificate(folder);
    const plain = await cli('serve', '--host', '0.0.0.0', '--warehouse', warehouse);
    expect(plain.code).toBe(1);
    expect(plain.err).toMatch(/^Không mở máy chủ trên '0\.0\.0\.0': ngoài máy này thì phải có TLS\. Thêm --cert/);
    const others = ['serve', '--host', '0.0.0.0', '--warehouse', warehouse, '--cert', cert, '--key', key];
    expect(await cli(...others)).toMatchObject({
      code: 1,
      err: expect.stringContaining('chưa có mã truy cập nào còn hạn'),
    });
    expect(
      (
        await cli(
          'token',
          'create',
          '--unit',
          'brvt',
          '--role',
          'reader',
          '--expires',
          '2020-01-01',
          '--warehouse',
          warehouse,
        )
      ).code,
    ).toBe(0);
    expect(await cli(...others)).toMatchObject({
      code: 1,
      err: expect.stringContaining('chưa có mã truy cập nào còn hạn'),
    });
    writeFileSync(tokenFile(warehouse), '[{"id":1}]');
    expect(await cli(...others)).toMatchObject({ code: 1, err: expect.stringContaining('bị hỏng') });
  });

  it('refuses half a certificate, one that is none, a port that is none', async () => {
    const folder = newFolder();
    const { cert, key } = certificate(folder);
    const warehouse = ['--warehouse', path.join(folder, 'w.duckdb')];
    expect(await cli('serve', '--cert', cert, ...warehouse)).toMatchObject({
      code: 1,
      err: expect.stringContaining('--key'),
    });
    expect(await cli('serve', '--cert', key, '--key', cert, ...warehouse)).toMatchObject({
      code: 1,
      err: expect.stringContaining('chứng chỉ'),
    });
    expect(await cli('serve', '--port', '70000', ...warehouse)).toMatchObject({
      code: 1,
      err: expect.stringContaining('0 – 65535'),
    });
  });

  it('serves other machines over TLS to who has a token, and ends with a signal', async () => {
    const folder = newFolder();
    const warehouse = path.join(folder, 'w.duckdb');
    const { cert, key } = certificate(folder);
    const token = (await cli('token', 'create', '--unit', 'brvt-syt', '--role', 'reader', '--warehouse', warehouse))
      .out;
    const { child, url, ended, said } = await serve(
      '--host',
      '0.0.0.0',
      '--cert',
      cert,
      '--key',
      key,
      '--warehouse',
      warehouse,
    );
    try {
      const here = url.replace('0.0.0.0', '127.0.0.1');
      const ca = readFileSync(cert);
      expect(await getOverTls(`${here}/api/v1/units`, ca)).toMatchObject({
        status: 401,
        text: expect.stringContaining('NO_TOKEN'),
      });
      const units = await getOverTls(`${here}/api/v1/units`, ca, token);
      expect(units).toMatchObject({ status: 200, hsts: 'max-age=31536000' });
      expect(JSON.parse(units.text)).toMatchObject([{ id: 'brvt-syt' }]);
      // However often it is asked, it leaves nothing behind: Node would say so.
      for (let time = 0; time < 12; time += 1) await getOverTls(`${here}/api/v1/units`, ca, token);
      await expect(fetch(`${here.replace('https', 'http')}/api/v1/health`)).rejects.toThrow();
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
    expect(said().err).toBe('');
  });

  it('says so when the warehouse or the port is in use', async () => {
    const folder = newFolder();
    const warehouse = path.join(folder, 'w.duckdb');
    const { child, url, ended } = await serve('--warehouse', warehouse);
    try {
      const port = new URL(url).port;
      const other = await cli('serve', '--port', port, '--warehouse', path.join(folder, 'other.duckdb'));
      expect(other).toMatchObject({ code: 1, err: expect.stringContaining(`cổng ${port}`) });
      // Another process: within one, DuckDB shares the file.
      expect(() =>
        execFileSync(
          process.execPath,
          [
            MAIN,
            'evaluate',
            '--plan',
            'brvt-ubnd-2023',
            '--unit',
            'brvt',
            '--as-of',
            '2023-11-30',
            '--warehouse',
            warehouse,
          ],
          { stdio: 'pipe' },
        ),
      ).toThrow(/đang được chương trình khác dùng/);
    } finally {
      child.kill('SIGINT');
    }
    expect(await ended).toBe(0);
  });

  it('ends only after the file that is being imported, and leaves out the rest', async () => {
    const folder = newFolder();
    const warehouse = path.join(folder, 'w.duckdb');
    const { child, url, ended, said } = await serve('--warehouse', warehouse);
    const header = 'Mã hồ sơ,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Trạng thái';
    const rows = (from: number): string =>
      [
        header,
        ...Array.from(
          { length: 40_000 },
          (_, n) => `H06.20-24-${String(from + n).padStart(6, '0')},Sở Y tế,Trực tuyến,05/03/2024,4`,
        ),
      ].join('\n');
    const form = new FormData();
    for (let file = 0; file < 6; file += 1) form.append('f', new Blob([rows(file * 40_000)]), `thang-${file}.csv`);
    const answer = await fetch(`${url}/api/v1/imports?province=brvt`, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/x-ndjson' },
    });
    await pause(50);
    child.kill('SIGTERM');
    const events: {
      event: string;
      sheets?: { rows: { accepted: number } }[];
      failures?: { code: string }[];
      problem?: { code: string };
    }[] = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(await ended, said().err).toBe(0);
    const last = events.at(-1);
    const done = last?.event === 'done' ? (last.sheets?.length ?? 0) : 0;
    if (last?.event === 'done') expect(last.failures?.map(({ code }) => code)).toEqual(Array(6 - done).fill('CLOSING'));
    else expect(last?.problem?.code).toBe('CLOSING');
    expect(done).toBeLessThan(6);
    const engine = await openNativeEngine(warehouse, { readOnly: true });
    const [stored] = await engine.query('SELECT count(*) AS n FROM dossiers');
    await engine.close();
    expect(asCount(stored?.['n'])).toBe(done * 40_000);
  });
});

describe('vedich token', () => {
  it('shows a token once, keeps its hash only, lists and revokes it', async () => {
    const warehouse = path.join(newFolder(), 'w.duckdb');
    const made = await cli(
      'token',
      'create',
      '--unit',
      'brvt-syt',
      '--role',
      'contributor',
      '--expires',
      '2027-01-31',
      '--warehouse',
      warehouse,
    );
    expect(made.code).toBe(0);
    expect(made.out).toMatch(/^vedich_[0-9a-f]{8}_[\w-]{43}$/);
    expect(made.err).toContain('đến hết 31/01/2027');
    const file = tokenFile(warehouse);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const secret = made.out.split('_').slice(2).join('_');
    expect(readFileSync(file, 'utf8')).not.toContain(secret);
    const id = made.out.split('_')[1] ?? '';
    const list = await cli('token', 'list', '--warehouse', warehouse);
    expect(list.out).toContain(id);
    expect(list.out).not.toContain(secret);
    const listed: unknown = JSON.parse((await cli('token', 'list', '--format', 'json', '--warehouse', warehouse)).out);
    expect(listed).toEqual([
      {
        id,
        unit: 'brvt-syt',
        role: 'contributor',
        expires: '2027-01-31',
        created: '2026-11-21 08:00:00',
        expired: false,
      },
    ]);
    expect((await cli('token', 'revoke', id, '--warehouse', warehouse)).code).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([]);
    expect(await cli('token', 'revoke', id, '--warehouse', warehouse)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`'${id}'`),
    });
    const audit = readFileSync(auditFile(warehouse), 'utf8').trim().split('\n');
    const token = { at: '2026-11-21 08:00:00', token: id, unit: 'brvt-syt', role: 'contributor' };
    expect(audit.map((line) => JSON.parse(line))).toEqual([
      { ...token, action: 'token created' },
      { ...token, action: 'token revoked' },
    ]);
  });

  it('ends by itself a year later, unless somebody says otherwise', async () => {
    const warehouse = path.join(newFolder(), 'w.duckdb');
    const create = (...more: string[]) =>
      cli('token', 'create', '--unit', 'brvt', '--role', 'reader', '--warehouse', warehouse, ...more);
    expect((await create()).err).toContain('đến hết 21/11/2027');
    expect((await create('--expires', 'never')).code).toBe(0);
    expect((await readTokens(tokenFile(warehouse))).map(({ expires }) => expires)).toEqual(['2027-11-21', null]);
  });

  it.each([
    [['create', '--role', 'reader'], '--unit'],
    [['create', '--unit', 'brvt'], '--role'],
    [['create', '--unit', 'brvt', '--role', 'king'], 'reader | contributor | consolidator'],
    [['create', '--unit', 'nowhere', '--role', 'reader'], "'nowhere'"],
    [['create', '--unit', 'brvt', '--role', 'reader', '--expires', '31/12/2026'], 'YYYY-MM-DD'],
    [['forget'], 'create | list | revoke'],
  ])('%j is told what is missing', async (argv, wanted) => {
    const warehouse = path.join(newFolder(), 'w.duckdb');
    expect(await cli('token', ...argv, '--warehouse', warehouse)).toMatchObject({
      code: 1,
      err: expect.stringContaining(wanted),
    });
  });
});
