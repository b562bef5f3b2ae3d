import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { withAddress } from './address.ts';
import { checkManifest } from './check.ts';
import { MANIFEST_FILE, PROGRAM } from './program.ts';
import { finding } from './structure.ts';

/** Writes an office's own manifest, with the address of its server: `npm run manifest -- --address https://…`. */
const { values } = parseArgs({
  options: {
    address: { type: 'string' },
    output: { type: 'string', short: 'o', default: path.join('out', 'manifest.xml') },
    lang: { type: 'string', default: 'vi' },
  },
});
const language = values.lang === 'en' ? 'en' : 'vi';
const made =
  values.address === undefined
    ? finding('NO_ADDRESS')
    : withAddress(await readFile(MANIFEST_FILE, 'utf8'), values.address);
const findings = 'xml' in made ? checkManifest(made.xml, PROGRAM) : [made];
if ('xml' in made && findings.length === 0) {
  await mkdir(path.dirname(values.output), { recursive: true });
  await writeFile(values.output, made.xml);
  const done = {
    vi: `Đã ghi ${values.output}. Cài cho cơ quan: xem docs/cai-dat.md.`,
    en: `Wrote ${values.output}. How to install it: docs/cai-dat.md.`,
  };
  console.log(done[language]);
} else {
  for (const one of findings) console.error(one[language]);
  process.exitCode = 1;
}
