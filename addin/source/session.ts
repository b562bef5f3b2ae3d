import type { Connection } from './server-address.ts';

const ADDRESS = 'vedich.address';
const TOKEN = 'vedich.token';
const KIND = 'vedich.source';

export type SourceKind = 'server' | 'local';

/** Which kind of source was chosen last; undefined where nobody has chosen. */
export function rememberedKind(): SourceKind | undefined {
  const kind = read(localStorage, KIND);
  return kind === 'server' || kind === 'local' ? kind : undefined;
}

export function rememberKind(kind: SourceKind): void {
  write(localStorage, KIND, kind);
}

/**
 * The server that was connected last, else the one that served this page. A token stays in the session unless its owner
 * asked to keep it on this machine.
 */
export function storedConnection(): Connection {
  const address = read(localStorage, ADDRESS) ?? location.origin;
  const token = read(sessionStorage, TOKEN) ?? read(localStorage, TOKEN);
  return { address, ...(token === null ? {} : { token }) };
}

export function storeConnection({ address, token }: Connection, keepToken: boolean): void {
  write(localStorage, ADDRESS, address === location.origin ? undefined : address);
  write(sessionStorage, TOKEN, token);
  write(localStorage, TOKEN, keepToken ? token : undefined);
}

/** Whether a token outlives the session on this machine. */
export function tokenIsKept(): boolean {
  return read(localStorage, TOKEN) !== null;
}

/** Storage can be switched off by an office's rules: then nothing is remembered, and all else works. */
function read(storage: Storage, name: string): string | null {
  try {
    return storage.getItem(name);
  } catch {
    return null;
  }
}

function write(storage: Storage, name: string, value: string | undefined): void {
  try {
    if (value === undefined) storage.removeItem(name);
    else storage.setItem(name, value);
  } catch {
    // As in `read`.
  }
}
