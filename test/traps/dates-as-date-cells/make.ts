import { writeXlsx } from '../../../samples/generate/write-xlsx.ts';
import type { MadeFiles } from '../trap-case.ts';
import { AT_COUNTER, HEADER, ON_BEHALF, ONLINE, sheetOf } from '../usual-rows.ts';

/** Received and due as cells that hold a date. */
const dated = (dossier: readonly string[], received: string, due: string) => [
  ...dossier.slice(0, 5),
  { date: received },
  { date: due },
  ...dossier.slice(7),
];

const make: MadeFiles = () => ({
  'ho-so.xlsx': writeXlsx(
    [
      sheetOf([
        HEADER,
        dated(ONLINE, '2024-11-05', '2024-11-12 17:30:00'),
        dated(AT_COUNTER, '2024-11-05', '2024-11-12 17:30:00'),
        dated(ON_BEHALF, '2024-11-06', '2024-11-20 23:59:00'),
      ]),
    ],
    false,
  ),
});

export default make;
