import { expect, it } from 'vitest';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import { reportChecks } from '../../pipeline/office/checklist.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import { MAKING, madeUpEvaluation } from './evaluation.ts';
import { convert, pages, squeezed } from './libreoffice.ts';

it('says what is incomplete or unsure in words, below the table what that means, and asks first', async () => {
  const evaluation = madeUpEvaluation({ targets: 3 });
  const [first, second] = evaluation.targets;
  if (first === undefined || second === undefined) throw new Error('two targets at least');
  first.row.status = 'incomplete';
  first.row.shortfall = null;
  first.row.lacks = [
    {
      kind: 'months',
      list: 'dossiers',
      name: { vi: 'Hồ sơ', en: 'Dossiers' },
      units: [],
      days: [{ from: '2024-03-01', to: '2024-03-31' }],
    },
  ];
  Object.assign(second.row, { unsure: true, rejected: 62, rejected_concerning: 62 });
  expect(reportChecks(evaluation).map(({ code, asks, targets }) => [code, asks, targets])).toEqual([
    ['INCOMPLETE', true, ['target-1']],
    ['UNSURE', true, ['target-2']],
    ['REJECTED', false, []],
  ]);
  const [page = ''] = pages(convert((await makeReport(evaluation, standardTemplate(), MAKING)).bytes, 'pdf'), 'raw');
  const text = squeezed(page);
  for (const said of [
    'Chưa đủ kỳ Danh sách',
    "anh sách 'Hồ sơ' thiếu tháng 3/2024",
    'Chưa đạt (chưa chắc)',
    '62 dòng bị loại khi nạp có thể làm đổi số này',
    'Chưa đủ kỳ: kỳ tính còn ngày chưa có số liệu, nên chưa kết luận đạt hay chưa đạt.',
    'Chưa chắc: số liệu bị loại khi tổng hợp có thể làm thay đổi kết quả.',
    'có 1 chưa đạt, 1 chưa đến hạn, 1 chưa đủ kỳ',
  ])
    expect(text).toContain(squeezed(said));
});
