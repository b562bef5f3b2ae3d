import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkManifest } from './check.ts';
import { checkBuild } from './check-build.ts';
import { BUILD_FOLDER, FUNCTION_IDS, MANIFEST_FILE, PROGRAM } from './program.ts';

/** Checks the manifest without a network, and everything it names in the build: `npm run validate [-- FILE]`. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { build: { type: 'string', default: BUILD_FOLDER }, lang: { type: 'string', default: 'vi' } },
});
const language = values.lang === 'en' ? 'en' : 'vi';
const file = positionals[0] ?? MANIFEST_FILE;
const xml = await readFile(file, 'utf8');
const findings = [...checkManifest(xml, PROGRAM), ...checkBuild(xml, values.build, FUNCTION_IDS)];
for (const one of findings) console.error(one[language]);
if (findings.length === 0) {
  const fine = {
    vi: `${file}: đúng lược đồ; mọi địa chỉ, biểu tượng, lệnh và hàm đều có trong bản dựng.`,
    en: `${file}: follows the schema; every address, icon, command and function is in the build.`,
  };
  console.log(fine[language]);
} else {
  const count = { vi: `${findings.length} lỗi.`, en: `${findings.length} findings.` };
  console.error(count[language]);
  process.exitCode = 1;
}
