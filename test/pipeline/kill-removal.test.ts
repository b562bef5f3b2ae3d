import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../pipeline/cli/run.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { seeded } from '../read/seeded.ts';
import { contentOf } from '../support/content.ts';
import { recordingIo, temporaryFolder } from '../support/warehouse.ts';

const MAIN = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
const KILLS = 12;
const ROWS = 20_000;

const scratch = temporaryFolder();
afterAll(scratch.remove);

/** Half of the dossiers of a month stand in the next one as well, in a newer state. */
function month(number: number): string {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const n = number * (ROWS / 2) + index;
    const finished = n % 3 === number % 3 ? `28/0${number}/2024` : '';
    return `H06.23-24-${n},Sở Giáo dục và Đào tạo,0${1 + (n % 9)}/0${number}/2024,${finished}`;
  });
  return ['Mã hồ sơ,Đơn vị tiếp nhận,Ngày tiếp nhận,Ngày kết thúc xử lý', ...rows].join('\n');
}

async function contentIn(file: string): Promise<Record<string, string>> {
  const engine = await openNativeEngine(file, { readOnly: true });
  return contentOf(engine).finally(() => engine.close());
}

const warehouse = path.join(scratch.folder, 'kho.duckdb');

/** `vedich imports remove 2` in a process of its own. @returns how long it took, in milliseconds */
async function removeIn(file: string, killAfter?: number): Promise<number> {
  const started = performance.now();
  const words = ['imports', 'remove', '2', '--warehouse', file];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...words], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  if (killAfter !== undefined) {
    await Promise.race([pause(killAfter), ended]);
    child.kill('SIGKILL');
  }
  await ended;
  return performance.now() - started;
}

describe('a removal that is killed', () => {
  let before: Record<string, string> = {};
  let after: Record<string, string> = {};
  let takes = 0;
  const seen = new Set<string>();

  beforeAll(async () => {
    for (const number of [1, 2, 3]) {
      const file = path.join(scratch.folder, `thang-${number}.csv`);
      writeFileSync(file, month(number));
      expect(await runCli(['import', file, '--province', 'brvt', '--warehouse', warehouse], recordingIo())).toBe(0);
    }
    before = await contentIn(warehouse);
    const copy = path.join(scratch.folder, 'ban-sao.duckdb');
    cpSync(warehouse, copy);
    takes = await removeIn(copy);
    after = await contentIn(copy);
    expect(after).not.toEqual(before);
    // As if the second month had never been there.
    const never = path.join(scratch.folder, 'khong-co.duckdb');
    for (const number of [1, 3])
      await runCli(
        ['import', path.join(scratch.folder, `thang-${number}.csv`), '--province', 'brvt', '--warehouse', never],
        recordingIo(),
      );
    expect(await contentIn(never)).toEqual(after);
  }, 300_000);

  const random = seeded(20_241_130);
  // Where a process dies within the start of the program nothing can be half done: most moments lie behind it.
  const moments = Array.from({ length: KILLS }, (_, index) => ({ kill: index + 1, share: 0.4 + random(600) / 1000 }));

  it.each(moments)(
    'kill $kill: all of it or nothing, and it can be done again',
    async ({ kill, share }) => {
      const folder = path.join(scratch.folder, `kill-${kill}`);
      mkdirSync(folder);
      const file = path.join(folder, 'kho.duckdb');
      cpSync(warehouse, file);
      await removeIn(file, takes * share);
      const held = await contentIn(file);
      const isDone = JSON.stringify(held) === JSON.stringify(after);
      seen.add(isDone ? 'done' : 'not begun');
      expect(held).toEqual(isDone ? after : before);
      if (!isDone) await runCli(['imports', 'remove', '2', '--warehouse', file], recordingIo());
      expect(await contentIn(file)).toEqual(after);
      rmSync(folder, { recursive: true });
    },
    120_000,
  );

  it('found some that had not begun', () => {
    expect(seen).toContain('not begun');
  });
});
