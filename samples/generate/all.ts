import { breakdownsOf, breakdownText, codesOf, membersText } from './details.ts';
import { evaluatePlan, heldBack } from './evaluate.ts';
import { fileBytes } from './files.ts';
import { foldFiles } from './known.ts';
import type { SampleFile } from './records.ts';
import { brvt2022 } from './set-brvt-2022.ts';
import { brvt2023 } from './set-brvt-2023.ts';
import { brvt2024 } from './set-brvt-2024.ts';
import { gialai } from './set-gialai.ts';
import { observationFiles } from './set-observations.ts';
import { Truth } from './truth.ts';

/** Whose targets are evaluated when: the main date, and all dates with a file of expected rows. */
export interface SamplePlan {
  plan: string;
  unit: string;
  main: string;
  dates: string[];
}

export const PLANS: readonly SamplePlan[] = [
  {
    plan: 'brvt-sgddt-2022',
    unit: 'brvt-sgddt',
    main: '2022-11-30',
    dates: ['2022-08-31', '2022-09-30', '2022-10-31', '2022-11-30'],
  },
  {
    plan: 'brvt-ubnd-2023',
    unit: 'brvt',
    main: '2023-11-30',
    dates: ['2023-09-30', '2023-10-31', '2023-11-10', '2023-11-30'],
  },
  {
    plan: 'brvt-sgddt-2024',
    unit: 'brvt-sgddt',
    main: '2024-11-30',
    dates: ['2024-08-31', '2024-09-30', '2024-10-31', '2024-11-30'],
  },
  {
    plan: 'brvt-sgddt-2021-2025',
    unit: 'brvt-sgddt',
    main: '2024-11-30',
    dates: ['2022-06-30', '2022-12-31', '2023-12-31', '2024-11-30'],
  },
  {
    plan: 'gialai-sgddt-2021-2025',
    unit: 'gialai-sgddt',
    main: '2022-12-31',
    dates: ['2021-11-30', '2021-12-31', '2022-03-31', '2022-09-30', '2022-12-31', '2023-06-30'],
  },
];

/** The province's plan holds for each of its units: the same truth, asked for some of them. */
const BY_UNIT: readonly SamplePlan[] = [
  { plan: 'brvt-ubnd-2023', unit: 'brvt-syt', main: '2023-11-30', dates: ['2023-11-30'] },
  { plan: 'brvt-ubnd-2023', unit: 'brvt-chauduc', main: '2023-11-30', dates: ['2023-10-31', '2023-11-30'] },
  { plan: 'brvt-ubnd-2023', unit: 'brvt-sgddt', main: '2023-11-30', dates: ['2023-11-30'] },
];

/** All exports, in the order in which a folder is imported. */
export function sampleFiles(): SampleFile[] {
  const first = brvt2022();
  const second = brvt2023(first.results);
  const files = [
    ...first.files,
    ...second.files,
    ...brvt2024([...first.results, ...second.results]),
    ...gialai(),
    ...observationFiles(),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const json = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

function index(files: readonly SampleFile[]): string {
  const lines = [
    '# Written by generate/main.ts. What the samples are for, and what must come out of them.',
    `folders: [${[...new Set(files.map(({ path }) => path.slice(0, path.indexOf('/'))))].join(', ')}]`,
    'plans:',
  ];
  for (const { plan, unit, main, dates } of PLANS)
    lines.push(
      `  - plan: ${plan}`,
      `    unit: ${unit}`,
      `    as_of: "${main}"`,
      '    expected:',
      ...dates.map((day) => `      "${day}": expected/${plan}/${day}.json`),
    );
  lines.push('by_unit:');
  for (const { plan, unit, main, dates } of BY_UNIT)
    lines.push(
      `  - plan: ${plan}`,
      `    unit: ${unit}`,
      `    as_of: "${main}"`,
      '    expected:',
      ...dates.map((day) => `      "${day}": expected/by-unit/${plan}/${unit}/${day}.json`),
    );
  lines.push('files:');
  for (const { path, traps } of files)
    lines.push(`  ${path}:`, ...traps.map((trap) => `    - ${JSON.stringify(trap)}`));
  return `${lines.join('\n')}\n`;
}

/** Everything that the program writes, by path below `samples/`. */
export function generate(): Map<string, Uint8Array> {
  const text = new TextEncoder();
  const files = sampleFiles();
  const out = new Map(files.map((file) => [file.path, fileBytes(file)]));
  const lists = foldFiles(files);
  const truth = new Truth(lists);
  const codes = codesOf(lists);
  for (const [list, all] of Object.entries(codes))
    out.set(`expected/codes/${list}.txt`, text.encode(`${all.join('\n')}\n`));
  const tell = (place: string, plan: string, unit: string, day: string): void => {
    out.set(`expected/${place}/${day}.json`, json(heldBack(evaluatePlan(plan, unit, day, truth), truth)));
    out.set(
      `expected/breakdowns/${place}/${day}.json`,
      text.encode(breakdownText(breakdownsOf(plan, unit, day, truth))),
    );
    out.set(`expected/members/${place}/${day}.json`, text.encode(membersText(plan, unit, day, truth, codes)));
  };
  for (const { plan, unit, dates } of PLANS) for (const day of dates) tell(plan, plan, unit, day);
  for (const { plan, unit, dates } of BY_UNIT)
    for (const day of dates) tell(`by-unit/${plan}/${unit}`, plan, unit, day);
  out.set('samples.yaml', text.encode(index(files)));
  return out;
}
