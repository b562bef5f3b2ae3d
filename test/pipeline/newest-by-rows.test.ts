import { expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { importFile } from '../../pipeline/facts/import.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { newWarehouse } from '../support/warehouse.ts';

const HEADER = 'Mã hồ sơ,Đơn vị tiếp nhận,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái';
const SCHOOLS = 'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu';
const OCTOBER = `${HEADER}\nH06.23-241028-0004,${SCHOOLS},28/10/2024,07/11/2024,,Đang xử lý`;
const NOVEMBER = `${HEADER}\nH06.23-241028-0004,${SCHOOLS},28/10/2024,07/11/2024,01/11/2024,Đã giải quyết`;

it.each([
  ['after it, by a clock that was set back', NOVEMBER, '2025-06-01', OCTOBER, '2026-01-01'],
  ['months after the newer one', OCTOBER, '2026-01-01', NOVEMBER, '2025-06-01'],
])('an export without a title is as new as its rows, not as the day of its import: %s', async (_, ...files) => {
  const engine = await newWarehouse();
  const [second, secondDay, first, firstDay] = files;
  for (const [text, day] of [
    [first, firstDay],
    [second, secondDay],
  ] as const)
    await importFile(
      engine,
      shippedLibrary(),
      sourceFromBytes(`${day}.csv`, new TextEncoder().encode(text)),
      { inflate },
      { sha256: day, now: `${day} 08:00:00`, province: 'brvt' },
    );
  expect(await engine.query('SELECT finished_at::DATE AS day FROM dossiers')).toEqual([{ day: '2024-11-01' }]);
  await engine.close();
});
