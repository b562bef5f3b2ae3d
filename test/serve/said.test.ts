import { read, utils } from '@e965/xlsx';
import { expect, it } from 'vitest';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { emptyServers, form, IMPORTS } from './empty-servers.ts';
import { problemIn } from './running-server.ts';

const servers = emptyServers();

const SAID = '/api/v1/said';
const QUESTION = 'plan=brvt-ubnd-2023&unit=brvt-syt&as_of=2023-11-30';

const HEADER = 'Mã hồ sơ,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái';
const november = (unit: string, agency: string): string =>
  [
    HEADER,
    ...Array.from({ length: 40 }, (_, i) => {
      const way = i < 10 ? 'Qua Zalo của phường' : 'Trực tuyến';
      return `H06.${agency}-231105-${10000 + i},${unit},${way},${1 + (i % 28)}/11/2023,12/12/2023,Đang xử lý`;
    }),
  ].join('\n');

async function evaluation(): Promise<Evaluation> {
  return (await servers.server.get(`/api/v1/report-data?${QUESTION}`)).json();
}
const remote = async () => (await evaluation()).targets.find(({ row }) => row.target === 'remote-online');

it('a hole and rows left out stand on the figures; somebody settles both, and takes them back', async () => {
  const { server } = servers;
  await server.post(IMPORTS, form({ 'thang-11.csv': november('Sở Y tế', '20') }));
  const held = await remote();
  expect(held?.row).toMatchObject({
    status: 'incomplete',
    numerator: 30,
    denominator: 30,
    unsure: true,
    rejected_concerning: 10,
  });
  const rows = await (await server.get(`/api/v1/evaluation?${QUESTION}`)).json();
  expect(rows.find(({ target }: { target: string }) => target === 'remote-online')).toMatchObject({
    status: 'incomplete',
    missing: ["danh sách 'Hồ sơ' thiếu tháng 1–10/2023"],
    unsure: true,
  });
  const [line] = (await evaluation()).coverage;
  expect(line?.months.map(({ state }) => state)).toEqual([...Array(10).fill('missing'), 'whole']);

  const months = Array.from({ length: 10 }, (_, i) => ({
    list: 'dossiers',
    unit: 'brvt-syt',
    month: `2023-${String(i + 1).padStart(2, '0')}`,
  }));
  const none = { kind: 'months-without', by: 'Trần Thị B', take_back: false, months };
  expect(await (await server.postJson(SAID, none)).json()).toEqual({ kept: 10 });
  const sheets = (held?.rejections ?? []).flatMap((list) =>
    list.sheets.map(({ importId, sheetNo }) => ({ importId, sheetNo })),
  );
  expect(sheets).toHaveLength(1);
  const seen = { kind: 'rejections-seen', by: 'Trần Thị B', take_back: false, sheets };
  expect(await (await server.postJson(SAID, seen)).json()).toEqual({ kept: 1 });
  const settled = await remote();
  expect(settled?.row).toMatchObject({ status: 'met', unsure: false });
  expect(settled?.rejections[0]?.sheets[0]?.seen).toMatchObject({ by: 'Trần Thị B' });

  await server.postJson(SAID, { ...none, take_back: true });
  await server.postJson(SAID, { ...seen, take_back: true });
  expect((await remote())?.row).toMatchObject({ status: 'incomplete', unsure: true });
});

it('is not for readers, nor for units and rows of others, nor for anything else', async () => {
  const { server } = servers;
  await server.post(IMPORTS, form({ 'stp.csv': november('Sở Tư pháp', '18') }));
  const month = { list: 'dossiers', unit: 'brvt-stp', month: '2023-04' };
  const none = { kind: 'months-without', by: 'B', take_back: false, months: [month] };
  const token = await server.token('brvt-syt', 'consolidator');
  const reader = await server.token('brvt-stp', 'reader');
  expect(await problemIn(await server.postJson(SAID, none, reader))).toMatchObject({ status: 403 });
  expect(await problemIn(await server.postJson(SAID, none, token))).toMatchObject({ status: 403 });
  const list = await (await server.get('/api/v1/imports')).json();
  const importId = list.find(({ file }: { file: string }) => file === 'stp.csv').import;
  const seen = { kind: 'rejections-seen', by: 'B', take_back: false, sheets: [{ importId, sheetNo: 0 }] };
  expect(await problemIn(await server.postJson(SAID, seen, token))).toMatchObject({ status: 403 });
  for (const wrong of [
    { ...none, months: [] },
    { ...none, by: '' },
    { ...none, kind: 'x' },
    { ...none, more: 1 },
  ])
    expect((await problemIn(await server.postJson(SAID, wrong))).status).toBe(400);
});

it('gives the rows left out of a file that comes again, and nothing of a file that nobody imported', async () => {
  const { server } = servers;
  const file = november('Sở Y tế', '20');
  await server.post(IMPORTS, form({ 'thang-11.csv': file }));
  const answer = await server.post('/api/v1/rejected?lang=vi', form({ 'thang-11.csv': file }));
  expect(answer.status).toBe(200);
  const book = read(await answer.arrayBuffer());
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  if (sheet === undefined) throw new Error('no sheet');
  const rows: string[][] = utils.sheet_to_json(sheet, { header: 1 });
  expect(rows.filter((row) => row.includes('Qua Zalo của phường'))).toHaveLength(10);
  const unknown = await server.post('/api/v1/rejected', form({ 'thang-11.csv': `${file}\n` }));
  expect(await problemIn(unknown)).toMatchObject({ status: 422, code: 'NOT_IMPORTED' });
});
