import { sourceError } from './messages.ts';

/** What is needed to talk to a server. */
export interface Connection {
  /** Origin such as `https://may-chu:8443`, without a slash at its end. */
  address: string;
  /** Absent on the machine of the server itself, where none is asked for. */
  token?: string;
}

/** The token that somebody typed, undefined where nothing was. @throws SourceError MALFORMED_TOKEN */
export function accessToken(typed: string): string | undefined {
  const text = typed.trim();
  if (!/^[\w-]{0,200}$/.test(text)) throw sourceError('MALFORMED_TOKEN');
  return text === '' ? undefined : text;
}

/** The origin that somebody typed, with or without `https://`. @throws SourceError BAD_ADDRESS */
export function serverAddress(typed: string): string {
  const text = typed.trim();
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || !URL.canParse(whole)) throw sourceError('BAD_ADDRESS', { address: text });
  const url = new URL(whole);
  // Some browsers take almost anything for the name of a host.
  if (!/^(\[[\da-f:.]+\]|[\w.-]+)$/i.test(url.hostname)) throw sourceError('BAD_ADDRESS', { address: text });
  if (url.username !== '' || url.password !== '') throw sourceError('BAD_ADDRESS', { address: url.host });
  return url.origin;
}
