import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { checkWarehouse } from '../../facts/check.ts';
import type { Command } from '../command.ts';
import { say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { machineFault } from '../machine-faults.ts';
import { userError } from '../messages.ts';
import { putInPlace, snapshot } from '../snapshot.ts';
import { openCopy, warehouseFile } from '../warehouse.ts';

export const backupCommand: Command = {
  name: 'backup',
  help: {
    vi: `Cách dùng: vedich backup TỆP [--warehouse TỆP]

Chép kho số liệu, nguyên vẹn tại một thời điểm, ra tệp mới, kể cả khi vedich serve đang chạy; kiểm tra bản sao rồi mới đặt tên
cho nó. Không ghi đè lên tệp nào. Muốn lấy lại: đóng vedich, chép bản sao vào chỗ kho số liệu (hoặc dùng --warehouse BẢN_SAO).

  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb

Ví dụ:
  vedich backup sao-luu/kho-2024-11-30.duckdb`,
    en: `Usage: vedich backup FILE [--warehouse FILE]

Copies the warehouse, whole and of one moment, to a new file, also while vedich serve runs; the copy is checked before it gets
its name. Overwrites nothing. To have it back: end vedich and put the copy in the warehouse's place (or use --warehouse COPY).

  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default

Examples:
  vedich backup backups/warehouse-2024-11-30.duckdb`,
  },
  options: {},
  async run(args, io) {
    const [place, ...others] = args.paths;
    if (place === undefined || others.length > 0)
      throw userError('MISSING_OPTION', { command: 'backup', option: say(io, 'một TỆP', 'one FILE') });
    const file = warehouseFile(args);
    if (!existsSync(file)) throw userError('NO_WAREHOUSE', { path: file });
    if (existsSync(place)) throw userError('BACKUP_EXISTS', { path: place });
    const library = await openLibrary(args, io);
    const made = path.join(path.dirname(path.resolve(place)), `.${path.basename(place)}.${process.pid}.tmp`);
    try {
      await mkdir(path.dirname(made), { recursive: true });
      await snapshot(file, made);
      // Opened and closed, all of it lies in the one file.
      const copy = await openCopy(made, file);
      const tables = await checkWarehouse(copy, library.columns).finally(() => copy.close());
      if (tables.some(({ broken }) => broken.length > 0)) throw userError('WAREHOUSE_DAMAGED', { path: file });
      await putInPlace(made, place);
      const imports = tables.find(({ table }) => table === 'imports')?.rows ?? 0;
      io.out(
        say(
          io,
          "Đã chép kho số liệu '{file}' ({imports} lần nạp) ra '{place}', bản sao đã được kiểm tra.",
          "The warehouse '{file}' ({imports:import|imports}) was copied to '{place}', and the copy checked.",
          { file, place, imports },
        ),
      );
      return 0;
    } catch (cause) {
      throw machineFault(cause) ?? cause;
    } finally {
      for (const left of [made, `${made}.wal`]) await rm(left, { force: true });
    }
  },
};
