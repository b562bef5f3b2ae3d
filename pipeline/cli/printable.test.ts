import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { printable } from './printable.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'vedich-printable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['\u001b[2J\u001b]0;x\u0007', '\\u001b[2J\\u001b]0;x\\u0007'],
  ['a\rb', 'a\\u000db'],
  ['a\r\n\tb', 'a\r\n\tb'],
  ['\u009b31m', '\\u009b31m'],
  ['x\u202egpj.exe', 'x\\u202egpj.exe'],
  ['Hồ sơ trực tuyến từ xa ✓ │', 'Hồ sơ trực tuyến từ xa ✓ │'],
])('%j is printed as %j', (text, printed) => {
  expect(printable(text)).toBe(printed);
});

it('in JSON it is the same text', () => {
  const text = 'a\u202eb\u2066c\u001bd';
  expect(JSON.parse(printable(JSON.stringify(text)))).toBe(text);
});

it('neither cells nor names of files reach the terminal raw', () => {
  const name = 'thang\u001b[31m-10\u202e.csv';
  const file = path.join(folder, name);
  writeFileSync(file, 'Mã hồ sơ,Trạng\u001b[2J thái,Kênh\u0007 nộp\nH06.23-241101-0001,\u001b]0;x\u0007,\u202eZalo\n');
  for (const command of [['inspect'], ['import', '--warehouse', path.join(folder, 'kho.duckdb')], ['collect']]) {
    const { stdout, stderr } = spawnSync(process.execPath, [MAIN, ...command, file, '--lang', 'en'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout + stderr).not.toBe('');
    expect(/[\u0007\u001b\u009b\u202e]/.test(stdout + stderr), command[0]).toBe(false);
  }
});
