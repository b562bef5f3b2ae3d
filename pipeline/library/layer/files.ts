import type { DataMistake } from '../data.ts';

/**
 * The office's layer as its files, by path below its folder (`plans/ke-hoach.yaml`, `/` between parts on every system). The
 * command line and the server keep them in a folder, the pane in its private storage; the files are the same.
 */
export type OfficeFiles = ReadonlyMap<string, Uint8Array>;

/** Folders of the layer; the files that stand beside them. */
export const OFFICE_FOLDERS = ['plans', 'units', 'indicators', 'forms', 'rankings', 'spellings', 'templates'] as const;
export const DEFAULTS_FILE = 'defaults.yaml';
export const CONTACTS_FILE = 'contacts.yaml';
export const HOLIDAYS_FILE = 'holidays.yaml';

export type OfficeFolder = (typeof OFFICE_FOLDERS)[number];

/** What a path of the layer is; undefined where the layer has no such file. */
export function placeOf(path: string): OfficeFolder | 'defaults' | 'contacts' | 'holidays' | undefined {
  if (path === DEFAULTS_FILE) return 'defaults';
  if (path === CONTACTS_FILE) return 'contacts';
  if (path === HOLIDAYS_FILE) return 'holidays';
  const [folder, name, ...deeper] = path.split('/');
  const found = OFFICE_FOLDERS.find((one) => one === folder);
  if (found === undefined || name === undefined || deeper.length > 0) return undefined;
  return (found === 'templates' ? /^[^.~].*\.xlsx$/i : /^[^.~].*\.ya?ml$/i).test(name) ? found : undefined;
}

/** Files that systems and editors leave beside: not told. */
export function isPassedOver(path: string): boolean {
  return (
    path.split('/').some((part) => /^(\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i.test(part)) ||
    /~$|\.(tmp|bak|md|txt)$/i.test(path)
  );
}

/** The text of a file as editors save it: UTF-8, or UTF-16 with its mark. */
export function textOf(
  path: string,
  bytes: Uint8Array,
): { text: string; mistake?: undefined } | { mistake: DataMistake } {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return {
      mistake: {
        file: path,
        line: 0,
        message: 'Tệp không phải chữ UTF-8; mở bằng trình soạn thảo rồi lưu lại với bảng mã UTF-8.',
        en: 'The file is not text in UTF-8; open it in an editor and save it again as UTF-8.',
      },
    };
  }
}

/** Nothing but blanks and comments, as the files that `vedich init` writes. */
export function isBlank(text: string): boolean {
  return text.split(/\r?\n/).every((line) => /^\s*(#|$)/.test(line));
}

/** Words of a file that can be ids of units or provinces, comments left out: what must be loaded for it to be read. */
export function idsNamed(path: string, bytes: Uint8Array): string[] {
  const place = placeOf(path);
  if (place === undefined || place === 'templates') return [];
  const read = textOf(path, bytes);
  const said = (read.mistake === undefined ? read.text : '').replace(/(^|\s)#.*$/gm, ' ');
  return [...new Set(said.match(/\b[a-z]+(?:-[a-z0-9]+)*\b/g) ?? [])];
}

/** A name that every system takes: the last part of the path, without marks, `.yaml` at its end. */
export function fileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replace(/\.[^.]*$/, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|(?<!-)-+$/g, '');
  return `${plain === '' ? 'tep' : plain}.yaml`;
}
