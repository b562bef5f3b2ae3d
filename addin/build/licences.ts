import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

interface Carried {
  name: string;
  version: string;
  licence: string;
  text: string;
}

/**
 * What others wrote and the build carries, with their licences, as `licences.md` beside it: they ask that it goes along.
 * Vite's own list knows nothing of workers, in which most of it runs; so what bundles hold is noted in all of them.
 */
export function licences(): { noted: () => Plugin; written: () => Plugin } {
  const packages = new Map<string, Carried>();
  const noted = (): Plugin => ({
    name: 'licences-noted',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle))
        for (const id of part.type === 'chunk' ? part.moduleIds : []) {
          const folder = packageFolder(id);
          if (folder !== undefined && !packages.has(folder)) packages.set(folder, carried(folder));
        }
    },
  });
  const written = (): Plugin => ({
    name: 'licences-written',
    apply: 'build',
    generateBundle() {
      const source = [...new Set([...packages.values()].map(section))].sort().join('\n');
      this.emitFile({ type: 'asset', fileName: 'licences.md', source: `# Licences of what this carries\n\n${source}` });
    },
  });
  return { noted, written };
}

/** The folder of the package that a module belongs to; undefined for the project's own. */
function packageFolder(id: string): string | undefined {
  const [file = ''] = id.replace(/^\0/, '').split('?');
  const parts = file.split(/[\\/]/);
  const at = parts.lastIndexOf('node_modules');
  if (at < 0) return undefined;
  const folder = parts.slice(0, at + (parts[at + 1]?.startsWith('@') ? 3 : 2)).join('/');
  return existsSync(path.join(folder, 'package.json')) ? folder : undefined;
}

function carried(folder: string): Carried {
  const { name, version, license }: Record<string, string> = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((one) => /^(?:licen[cs]e|copying)/i.test(one));
  const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8').trim();
  return { name: name ?? folder, version: version ?? '', licence: license ?? '', text };
}

const section = ({ name, version, licence, text }: Carried): string =>
  `## ${name} ${version} (${licence})\n\n${text === '' ? '' : `${text}\n`}`;
