import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { vietnameseMoment } from '../../dates.ts';
import { mistakeText } from '../../library/data.ts';
import { auditFile } from '../../serve/audit.ts';
import { startError } from '../../serve/messages.ts';
import { SharedWarehouse } from '../../serve/shared-warehouse.ts';
import { isExpired, readTokens, tokenFile } from '../../serve/tokens.ts';
import { scratchPrefix } from '../../warehouse/duckdb/native/native-engine.ts';
import { ADDIN } from '../addin-build.ts';
import type { Args, Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openOffice } from '../library.ts';
import { liveLibrary } from '../live-library.ts';
import { userError } from '../messages.ts';
import { standardTemplate } from '../template.ts';
import { programVersion } from '../version.ts';
import { openForServing, warehouseFile } from '../warehouse.ts';

const DEFAULT_PORT = '8443';
const LIMITS = { bytes: 512 * 2 ** 20, files: 50 };

export const serveCommand: Command = {
  name: 'serve',
  help: {
    vi: `Cách dùng: vedich serve [tùy chọn]

Mở máy chủ trên máy này, không cần mật khẩu. Cho máy khác dùng: phải có chứng chỉ TLS và mã truy cập
(vedich token create). Cách gọi: xem /api/docs. Khi máy chủ chạy, nạp tệp qua máy chủ, không qua vedich import.

  --port SỐ          cổng; mặc định ${DEFAULT_PORT}
  --host ĐỊA_CHỈ     mặc định 127.0.0.1 (chỉ máy này); 0.0.0.0: mọi máy trong mạng
  --cert TỆP, --key TỆP   chứng chỉ và khóa TLS (PEM)
  --tokens           bắt buộc mã truy cập cả trên máy này (khi đứng sau một máy chủ khác)
  --origin ĐỊA_CHỈ   máy chủ Về đích khác, lặp lại được: bảng điều khiển mở từ đó được gọi máy chủ này, và ngược lại
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ctrl+C để tắt: tệp đang nạp được nạp cho xong rồi mới tắt; bấm lần nữa để tắt ngay (tệp dở được bỏ, kho vẫn nguyên).

Ví dụ:
  vedich serve
  vedich serve --host 0.0.0.0 --cert may-chu.pem --key may-chu.key`,
    en: `Usage: vedich serve [options]

Serves this machine, without a password. For other machines a TLS certificate and access tokens are required
(vedich token create). How to call it: /api/docs. While it runs, import through it, not with vedich import.

  --port NUMBER      ${DEFAULT_PORT} by default
  --host ADDRESS     127.0.0.1 by default (this machine only); 0.0.0.0: every machine in the network
  --cert FILE, --key FILE   TLS certificate and key (PEM)
  --tokens           ask for tokens on this machine too (behind another server)
  --origin ADDRESS   another Về đích server, repeatable: its pane may call this one, and the pane of this one that one
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Ctrl+C ends it: a file that is being imported is finished first; press again to end at once (the file is left out whole).

Examples:
  vedich serve
  vedich serve --host 0.0.0.0 --cert server.pem --key server.key`,
  },
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    cert: { type: 'string' },
    key: { type: 'string' },
    tokens: { type: 'boolean' },
    origin: { type: 'string', multiple: true },
  },
  async run(args, io) {
    const file = warehouseFile(args);
    // What a server writes (the warehouse's log, uploads, the office's library) is its owner's alone.
    process.umask(0o077);
    const host = args.text('host') ?? '127.0.0.1';
    const port = portOf(args);
    const loopback = isLoopback(host);
    const tls = await certificate(args);
    const tokens = tokenFile(file);
    if (!loopback) await readyForOthers(host, tls !== undefined, tokens, io);
    const office = await openOffice(args, await unitsServed(tokens));
    for (const mistake of office.library.office.mistakes)
      io.err(path.join(office.folder, mistakeText(mistake, io.language)));
    const database = await openForServing(file, office.library);
    const library = await liveLibrary(office, database, await unitsServed(tokens));
    // The framework is loaded by this command alone; the others start without it.
    const { buildServer } = await import('../../serve/server.ts');
    const app = await buildServer({
      library,
      warehouse: new SharedWarehouse(database),
      uploads: scratchPrefix(file, 'upload'),
      limits: LIMITS,
      template: standardTemplate(),
      clock: () => vietnameseMoment(Date.now()),
      onFault: (request, error) => {
        io.err(`${request} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      },
      version: programVersion(),
      tokenFile: tokens,
      auditFile: auditFile(file),
      requireTokens: !loopback || args.flag('tokens'),
      loopback,
      addin: ADDIN,
      origins: args.texts('origin').map(originOf),
      ...(tls === undefined ? {} : { tls }),
    });
    try {
      await app.listen({ host, port });
    } catch (cause) {
      await app.close();
      throw startError('PORT_IN_USE', { host, port: String(port), reason: reasonOf(cause) }, { cause });
    }
    const address = app.server.address();
    const shown = typeof address === 'object' && address !== null ? address.port : port;
    const name = loopback ? 'localhost' : host.includes(':') ? `[${host}]` : host;
    const url = `${tls === undefined ? 'http' : 'https'}://${name}:${shown}`;
    io.out(
      say(
        io,
        `Máy chủ đang chạy: ${url}  (cách gọi: ${url}/api/docs). Ctrl+C để tắt.`,
        `Serving at ${url}  (API: ${url}/api/docs). Ctrl+C to end.`,
      ),
    );
    await endSignal();
    io.out(say(io, 'Đang tắt…', 'Shutting down…'));
    await app.close();
    return 0;
  },
};

/** The first signal asks for the end; with the second Node ends at once, and the warehouse rolls back what was half done. */
function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Units of tokens: what they may see must be known. A broken file of tokens is told where somebody needs one. */
async function unitsServed(file: string): Promise<string[]> {
  return (await readTokens(file).catch(() => [])).map(({ unit }) => unit);
}

function portOf(args: Args): number {
  const text = args.text('port') ?? DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw userError('OPTION_VALUE', { command: 'serve', option: '--port', wanted: '0 – 65535' });
  return port;
}

/** Beyond this machine only TLS: what comes from there would otherwise be anybody's. */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))))
    throw userError('OPTION_VALUE', {
      command: 'serve',
      option: '--origin',
      wanted: { vi: 'https://may-chu:8443', en: 'https://server:8443' },
    });
  return url.origin;
}

/** @throws UserError where beyond this machine something is missing */
async function readyForOthers(host: string, hasTls: boolean, file: string, io: Io): Promise<void> {
  if (!hasTls) throw startError('NEEDS_TLS', { host });
  const kept = await readTokens(file).catch((cause: unknown) => {
    throw startError('BROKEN_TOKENS', { path: file }, { cause });
  });
  if (!kept.some((token) => !isExpired(token, io.now.slice(0, 10)))) throw startError('NEEDS_TOKENS', { host });
}

async function certificate(args: Args): Promise<{ cert: Buffer; key: Buffer } | undefined> {
  const certFile = args.text('cert');
  const keyFile = args.text('key');
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) throw startError('CERT_AND_KEY');
  try {
    const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);
    createSecureContext({ cert, key });
    return { cert, key };
  } catch (cause) {
    throw startError('BAD_CERT', { cert: certFile, key: keyFile, reason: reasonOf(cause) }, { cause });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
