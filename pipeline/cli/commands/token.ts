import { addDays, dateText } from '../../dates.ts';
import { Audit, auditFile } from '../../serve/audit.ts';
import { startError } from '../../serve/messages.ts';
import {
  changeTokens,
  isExpired,
  type KeptToken,
  makeToken,
  ROLES,
  readTokens,
  tokenFile,
} from '../../serve/tokens.ts';
import type { Args, Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { unitOf } from '../lookup.ts';
import { userError } from '../messages.ts';
import { textTable } from '../text-table.ts';
import { warehouseFile } from '../warehouse.ts';

/** So long a token works where nothing else is said: what nobody renews is closed by itself. */
const DAYS = 365;

export const tokenCommand: Command = {
  name: 'token',
  help: {
    vi: `Cách dùng: vedich token create --unit MÃ --role VAI_TRÒ [--expires NGÀY]
            vedich token list [--format table|json]
            vedich token revoke MÃ_SỐ

Mã truy cập chỉ hiện một lần; trong kho chỉ giữ mã băm (tệp .tokens.json cạnh kho số liệu, mỗi kho một tệp).

  --unit MÃ          chỉ thấy đơn vị này và đơn vị trực thuộc
  --role VAI_TRÒ     reader: xem; contributor: xem và nạp tệp của đơn vị mình (dòng của đơn vị khác bị loại);
                     consolidator: xem, nạp, và nạp thay cho đơn vị trực thuộc
  --expires NGÀY     ngày cuối còn dùng được, YYYY-MM-DD; mặc định ${DAYS} ngày nữa; never: không hết hạn
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich token create --unit brvt-sgddt --role reader --expires 2026-12-31
  vedich token revoke 1a2b3c4d`,
    en: `Usage: vedich token create --unit ID --role ROLE [--expires DATE]
       vedich token list [--format table|json]
       vedich token revoke NUMBER

A token is shown once; only its hash is kept (in .tokens.json beside the warehouse, a file for each).

  --unit ID          sees this unit and the units below it, nothing else
  --role ROLE        reader: reads; contributor: also imports its own rows (rows of other units are rejected);
                     consolidator: also imports on behalf of the units below
  --expires DATE     last day on which it works, YYYY-MM-DD; ${DAYS} days from now by default; never: no end
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Examples:
  vedich token create --unit brvt-sgddt --role reader --expires 2026-12-31
  vedich token revoke 1a2b3c4d`,
  },
  options: {
    unit: { type: 'string' },
    role: { type: 'string' },
    expires: { type: 'string' },
    format: { type: 'string' },
  },
  async run(args, io) {
    const warehouse = warehouseFile(args);
    const file = tokenFile(warehouse);
    const [verb = 'list', id] = args.paths;
    const kept = await readTokens(file).catch((cause: unknown) => {
      throw startError('BROKEN_TOKENS', { path: file }, { cause });
    });
    if (verb === 'create') return create(args, io, warehouse);
    if (verb === 'revoke' && id !== undefined) return revoke(io, warehouse, id);
    if (verb === 'list') return list(args, io, kept);
    throw userError('MISSING_OPTION', { command: 'token', option: 'create | list | revoke …' });
  },
};

async function create(args: Args, io: Io, warehouse: string): Promise<number> {
  const unit = unitOf(await openLibrary(args, io), args.required('unit'));
  args.required('role');
  const role = args.choice('role', ROLES, 'reader');
  const asked = args.text('expires');
  const expires = asked === 'never' ? null : (args.date('expires') ?? addDays(io.now.slice(0, 10), DAYS));
  const made = makeToken(unit.id, role, expires, io.now);
  await changeTokens(tokenFile(warehouse), (kept) => [...kept, made.kept]);
  await keep(io, warehouse, 'token created', made.kept);
  // The token alone goes to standard output, so that a script can take it.
  io.out(made.token);
  io.err(
    say(
      io,
      `Mã truy cập số ${made.kept.id} của ${unit.name} (${role}${expires === null ? '' : `, đến hết ${dateText(expires, 'vi')}`}). Chép lại ngay: mã không hiện lần nữa.`,
      `Token ${made.kept.id} of ${unit.name} (${role}${expires === null ? '' : `, until ${dateText(expires, 'en')}`}). Copy it now: it is not shown again.`,
    ),
  );
  return 0;
}

function list(args: Args, io: Io, kept: readonly KeptToken[]): number {
  const rows = kept.map((token) => {
    const { hash: _, ...shown } = token;
    return { ...shown, expired: isExpired(token, io.now.slice(0, 10)) };
  });
  if (args.choice('format', ['table', 'json'], 'table') === 'json') {
    io.out(JSON.stringify(rows, null, 2));
    return 0;
  }
  io.out(
    textTable(
      io,
      [
        { head: say(io, 'Số', 'Number') },
        { head: say(io, 'Đơn vị', 'Unit'), stretch: 1 },
        { head: say(io, 'Vai trò', 'Role') },
        { head: say(io, 'Hết hạn', 'Expires') },
        { head: say(io, 'Tạo lúc', 'Made') },
      ],
      rows.map(({ id, unit, role, expires, created, expired }) => [
        id,
        unit,
        role,
        expires === null ? '–' : `${dateText(expires, io.language)}${expired ? say(io, ' (đã hết)', ' (over)') : ''}`,
        created,
      ]),
    ),
  );
  return 0;
}

async function revoke(io: Io, warehouse: string, id: string): Promise<number> {
  let revoked: KeptToken | undefined;
  await changeTokens(tokenFile(warehouse), (kept) => {
    revoked = kept.find((token) => token.id === id);
    if (revoked === undefined) throw startError('NO_SUCH_TOKEN', { id });
    return kept.filter((token) => token !== revoked);
  });
  if (revoked !== undefined) await keep(io, warehouse, 'token revoked', revoked);
  io.out(say(io, `Đã thu hồi mã truy cập số ${id}.`, `Token ${id} revoked.`));
  return 0;
}

async function keep({ now }: Io, warehouse: string, action: string, { id, unit, role }: KeptToken): Promise<void> {
  await new Audit(auditFile(warehouse)).write({ at: now, action, token: id, unit, role });
}
