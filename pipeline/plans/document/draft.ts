import type { Plan, Target, TargetRule } from '../../library/plans/types.ts';
import { writePlan } from '../../library/plans/write.ts';
import { textKey } from '../../text.ts';
import { doubtWords } from './doubts.ts';
import type { FoundPlan, FoundTarget, FoundTask } from './types.ts';

/** What indicators are called. */
export type IndicatorNames = ReadonlyMap<string, { name: { vi: string; en: string } }>;

/** What only the office knows of a plan that was read. */
export interface DraftFor {
  /** Unit id that issued it and that it is evaluated for; empty where nobody said. */
  unit: string;
  /** Name of the document's file and the SHA-256 of its bytes. */
  file: string;
  sha256: string;
}

/**
 * A found plan as the plan that it becomes when somebody has looked at it. Targets without an indicator are left out of it
 * (`leftOut` tells them), and so are those without a date and
 * those of single units: the plan's own unit cannot be judged by them.
 */
export function draftOf(
  found: FoundPlan,
  indicators: IndicatorNames,
  whose: DraftFor,
): { plan: Plan; kept: FoundTarget[]; leftOut: FoundTarget[] } {
  const usable = found.targets.filter(
    (target) =>
      target.indicator !== null &&
      target.unit === '' &&
      (target.yearly !== null ? target.yearly.cap !== '' && target.yearly.from !== '' : target.due !== null),
  );
  const year = found.date.slice(0, 4);
  const title = found.title.replace(/\s+/g, ' ').trim();
  const number = found.number;
  const plan: Plan = {
    id: planId(found, whose.unit),
    version: '',
    title: { vi: title, en: title },
    shortTitle: [number === '' ? title.slice(0, 60) : number, year]
      .filter((part) => part !== '' && !number.includes(`/${part}`))
      .join(' · '),
    number,
    date: found.date,
    issuer: found.issuer,
    issuerUnit: whose.unit,
    defaultUnit: whose.unit,
    scope: found.scope,
    excludedUnits: [],
    replaces: found.replaces,
    basedOn: found.basedOn,
    document: { file: whose.file, sha256: whose.sha256 },
    calendar: 'calendar',
    countFrom: null,
    targets: namedTargets(usable, indicators),
    tasks: found.tasks.map((task) => ({ ...taskOf(task), parts: task.parts.map(taskOf) })),
    actors: {},
    contradictions: found.contradictions,
    ...(found.catalogue === undefined ? {} : { catalogue: found.catalogue }),
  };
  return { plan, kept: usable, leftOut: found.targets.filter((target) => !usable.includes(target)) };
}

function planId(found: FoundPlan, unit: string): string {
  const words = found.number === '' ? found.title.split(' ').slice(0, 5).join(' ') : found.number;
  return `${unit === '' ? '' : `${unit}-`}${textKey(words).replaceAll(' ', '-')}${found.date === '' ? '' : `-${found.date.slice(0, 4)}`}`.slice(
    0,
    60,
  );
}

function namedTargets(found: readonly FoundTarget[], indicators: IndicatorNames): Target[] {
  const ids = new Map<string, number>();
  return found.map((target) => {
    const indicator = target.indicator ?? '';
    const base = indicator.replaceAll('_', '-').replace(/-rate$/, '');
    const times = (ids.get(base) ?? 0) + 1;
    ids.set(base, times);
    const name = indicators.get(indicator)?.name ?? { vi: indicator, en: indicator };
    const of = target.unit === '' ? '' : ` · ${target.unit}`;
    return {
      id: times === 1 ? base : `${base}-${times}`,
      name: { vi: `${name.vi}${of}`, en: `${name.en}${of}` },
      indicator,
      operator: target.operator === '<' ? '<=' : target.operator,
      rule: ruleOf(target),
      aspiration: target.aspiration,
      place: target.place,
      clause: '',
      note: noteOf(target),
    };
  });
}

function ruleOf(target: FoundTarget): TargetRule {
  const { yearly, schedule, value, due, baseYear } = target;
  if (yearly !== null) return { kind: 'yearly-increase', ...yearly };
  const [first, ...rest] = schedule;
  if (first !== undefined) return { kind: 'schedule', milestones: [first, ...rest] };
  const milestone = { value: value ?? '', due: due ?? '' };
  return baseYear === null
    ? { kind: 'threshold', milestones: [milestone] }
    : { kind: 'change-from-baseline', baseYear, milestones: [milestone] };
}

/** What somebody should know of it, in Vietnamese: what is not sure, who is left out, other levels. */
function noteOf(target: FoundTarget): string {
  const levels = target.levels.filter(({ level }) => level !== '').map(({ level, value }) => `${level}: ${value}`);
  return [
    ...target.doubts.map((doubt) => doubtWords[doubt].vi),
    ...(target.exceptions.length > 0 ? [`Trừ ${target.exceptions.join('; ')}.`] : []),
    ...(levels.length > 0 ? [`Mức theo cấp: ${levels.join('; ')}.`] : []),
  ].join(' ');
}

function taskOf({ id, title, lead, executing, coordinating, deadlines, product, reporting, reportBy }: FoundTask) {
  return { id, title, lead, executing, coordinating, deadlines, result: product, reporting, reportBy, parts: [] };
}

/**
 * The draft as a YAML file: the plan, and above it what it was read from and what somebody has to look at. It is a file
 * like any that people write: `vedich plans check` tells what is missing.
 */
export function draftYaml(found: FoundPlan, indicators: IndicatorNames, whose: DraftFor): string {
  const { plan, leftOut } = draftOf(found, indicators, whose);
  const comments = [
    `NHÁP đọc từ "${whose.file}" (SHA-256 ${whose.sha256}). Chưa được tính; xem lại rồi xác nhận: vedich plans confirm TỆP.`,
    ...leftOut.map(({ place, sentence }) => `Chưa đưa vào (chưa rõ chỉ số hoặc hạn): ${place}: ${sentence}`),
    ...found.notUnderstood.map(({ place, sentence }) => `Chưa hiểu: ${place}: ${sentence}`),
  ];
  return `${comments.map((line) => `# ${line.replace(/[\r\n]+/g, ' ')}`).join('\n')}\n${writePlan(plan)}`;
}
