/** What an officer runs: `vedich import` into a fresh warehouse (third argument), then `vedich evaluate` of a plan. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const VEDICH = fileURLToPath(new URL('../../../pipeline/cli/main.ts', import.meta.url));
const [file = '', , warehouse = ''] = process.argv.slice(2);

const sheets: { rows: { accepted: number } }[] = JSON.parse(
  vedich('import', file, '--province', 'brvt', '--format', 'json'),
);
const plan = ['--plan', 'brvt-sgddt-2022', '--unit', 'brvt-sgddt', '--as-of', '2022-12-31'];
const evaluation: unknown = JSON.parse(vedich('evaluate', ...plan, '--format', 'json'));
if (typeof evaluation !== 'object' || evaluation === null) throw new Error('no evaluation');
console.log(JSON.stringify({ count: sheets[0]?.rows.accepted }));

function vedich(...args: string[]): string {
  const command = ['--disable-warning=ExperimentalWarning', VEDICH, ...args, '--warehouse', warehouse];
  return execFileSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 2 ** 28 });
}
