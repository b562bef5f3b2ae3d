import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { locked } from './locked.ts';

export const ROLES = ['reader', 'contributor', 'consolidator'] as const;

/**
 * `reader` sees its unit and all below it; `contributor` also imports rows of them, from files that say whose each row is
 * or all for its own unit; `consolidator` also says that a whole file is a lower unit's.
 */
export type Role = (typeof ROLES)[number];

/** One access token as it is kept: the token itself is shown once and kept nowhere. */
export interface KeptToken {
  id: string;
  /** SHA-256 of the whole token, hex. The token is 256 random bits, so no slow hash is needed. */
  hash: string;
  unit: string;
  role: Role;
  /** Last day on which it works, `YYYY-MM-DD`; null = no end. */
  expires: string | null;
  /** Local moment `YYYY-MM-DD HH:MM:SS`. */
  created: string;
}

/** The file of tokens beside a warehouse, of this one alone: another in the same folder has its own. */
export function tokenFile(warehouse: string): string {
  return `${path.resolve(warehouse)}.tokens.json`;
}

/** A file of tokens that is not one: nobody is let in, and whoever starts the server is told. */
class BrokenTokenFile extends Error {
  constructor(file: string, options?: ErrorOptions) {
    super(`not a file of access tokens: ${file}`, options);
    this.name = 'BrokenTokenFile';
  }
}

/** @returns the kept tokens, none where there is no file. @throws BrokenTokenFile */
export async function readTokens(file: string): Promise<KeptToken[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw new BrokenTokenFile(file, { cause });
  }
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed) && parsed.every(isKeptToken)) return parsed;
  } catch (cause) {
    throw new BrokenTokenFile(file, { cause });
  }
  throw new BrokenTokenFile(file);
}

function isKeptToken(value: unknown): value is KeptToken {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const { expires } = { expires: fields.get('expires') };
  return (
    ['id', 'unit', 'created'].every((name) => typeof fields.get(name) === 'string') &&
    /^[0-9a-f]{64}$/.test(String(fields.get('hash'))) &&
    ROLES.some((role) => role === fields.get('role')) &&
    (expires === null || (typeof expires === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(expires)))
  );
}

/** Reading, changing and writing tokens takes milliseconds; a lock older than this was left behind. */
const STALE_MS = 10_000;

/**
 * Changes the kept tokens. Two that do so at once wait for each other: none is lost, and none that was revoked comes back.
 * @param change gets the tokens as they are now
 * @throws BrokenTokenFile, and whatever `change` throws; the file is then as it was
 */
export async function changeTokens(
  file: string,
  change: (tokens: readonly KeptToken[]) => readonly KeptToken[],
): Promise<void> {
  const release = await locked(`${file}.lock`, STALE_MS);
  try {
    await writeTokens(file, change(await readTokens(file)));
  } finally {
    await release();
  }
}

/** Written beside and renamed, readable by its owner only. */
export async function writeTokens(file: string, tokens: readonly KeptToken[]): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(tokens, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(beside, 0o600);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

export interface NewToken {
  token: string;
  kept: KeptToken;
}

/** A new token of 256 random bits; its id stands in front, so that a list can name it. */
export function makeToken(unit: string, role: Role, expires: string | null, created: string): NewToken {
  const id = randomBytes(4).toString('hex');
  const token = `vedich_${id}_${randomBytes(32).toString('base64url')}`;
  return { token, kept: { id, hash: hashOf(token), unit, role, expires, created } };
}

/**
 * The kept token that a presented one is, or undefined. All kept hashes are compared, each in constant time: how long
 * it takes tells nothing of what was nearly right.
 */
export function findToken(tokens: readonly KeptToken[], presented: string): KeptToken | undefined {
  const hash = Buffer.from(hashOf(presented), 'hex');
  let found: KeptToken | undefined;
  for (const token of tokens) {
    if (timingSafeEqual(Buffer.from(token.hash, 'hex'), hash)) found = token;
  }
  return found;
}

export function isExpired({ expires }: KeptToken, today: string): boolean {
  return expires !== null && expires < today;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
