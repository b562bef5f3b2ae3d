import { expect, test } from 'vitest';
import { pastedRows } from '../../addin/taskpane/library/pasted-rows.ts';

test.each([
  ['one cell', 'Tên', [['Tên']]],
  [
    'a table',
    'Tên\tMã\r\nSở A\ta\r\n',
    [
      ['Tên', 'Mã'],
      ['Sở A', 'a'],
    ],
  ],
  ['empty cells', '\tb\t\n\nc', [['', 'b', ''], [''], ['c']]],
  ['breaks and quotes in a cell', '"A\nB"\t"nói ""có"""\n5" thước', [['A\nB', 'nói "có"'], ['5" thước']]],
  ['quotes that begin and do not end', '"A" b\tc', [['"A" b', 'c']]],
  ['nothing', '', [['']]],
])('%s', (_, text, rows) => {
  expect(pastedRows(text)).toEqual(rows);
});
