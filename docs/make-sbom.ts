import { readFileSync } from 'node:fs';

/**
 * `npm run sbom`: what Về đích is made of, as CycloneDX 1.6, from the lock file: every package that a user's machine may get, on
 * any platform, with its hash and its licence. What only builds and tests use stays out. The same lock file gives the same
 * text. (npm's own `npm sbom --omit dev` leaves out what both use.)
 */

interface Locked {
  version: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));

const program = read<{ name: string; version: string; license: string }>('package.json');
const { packages } = read<{ packages: Record<string, Locked> }>('package-lock.json');

const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

const licenceOf = (licence: string | undefined) =>
  licence === undefined
    ? {}
    : { licenses: [/ (?:OR|AND) /.test(licence) ? { expression: licence } : { license: { id: licence } }] };

/** An integrity names its way of hashing and has the hash in base 64; CycloneDX wants it in base 16. */
function hashesOf(integrity: string | undefined) {
  const [way, hash] = integrity?.split('-', 2) ?? [];
  if (way === undefined || hash === undefined) return {};
  return {
    hashes: [{ alg: way.replace('sha', 'SHA-'), content: Buffer.from(hash, 'base64').toString('hex') }],
  };
}

const components = Object.entries(packages)
  .filter(([place, { dev }]) => place !== '' && dev !== true)
  .map(([place, { version, license, integrity, optional }]) => {
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return {
      type: 'library',
      // Two places may hold two versions, or the same one twice.
      'bom-ref': place,
      name,
      version,
      scope: optional === true ? 'optional' : 'required',
      purl: purlOf(name, version),
      ...licenceOf(license),
      ...hashesOf(integrity),
    };
  });

const { name, version, license } = program;
const component = { type: 'application', 'bom-ref': name, name, version, ...licenceOf(license) };
const sbom = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component }, components };
process.stdout.write(`${JSON.stringify(sbom, null, 2)}\n`);
