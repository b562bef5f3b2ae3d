/** The first line of a draft says that it is one. */
export const DRAFT_MARK = '# NHÁP';

/** The YAML of a draft that was looked at: what its first line says holds no longer. Any other file stays as it is. */
export function confirmedYaml(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  return text.startsWith(DRAFT_MARK) ? new TextEncoder().encode(text.slice(text.indexOf('\n') + 1)) : bytes;
}
