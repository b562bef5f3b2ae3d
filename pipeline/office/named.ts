import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import type { Plan, Target } from '../library/plans/types.ts';
import { resolveUnit } from '../library/units/resolve.ts';
import type { Unit } from '../library/units/types.ts';
import { UserError } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import { textKey } from '../text.ts';
import { type QuestionCode, type QuestionKind, questionError } from './questions.ts';
import type { Office } from './scope.ts';

/** What a question is about. */
export type Subject = { indicator: Indicator } | { plan: Plan; target: Target } | { plan: Plan };

const MOST_CHOICES = 4;
/** The nearest of all names is looked for so many times in one request: it costs more than the rest of an answer. */
const MOST_SUGGESTIONS = 50;

/** The names of many questions: each is looked up once. */
export class Names {
  readonly #office: Office;
  readonly #asker: string | null;
  readonly #subjects = new Map<string, Found<Subject>>();
  readonly #units = new Map<string, Found<Unit>>();
  #suggestions = MOST_SUGGESTIONS;

  /** @param asker the unit of whoever asks; null at the machine itself */
  constructor(office: Office, asker: string | null) {
    this.#office = office;
    this.#asker = asker;
  }

  /** As `subjectNamed`. */
  subject(text: string, ask: QuestionKind): Subject {
    return this.#once(this.#subjects, `${ask}\n${text}`, (suggests) =>
      subjectNamed(this.#office.library, text, ask, suggests),
    );
  }

  /** As `unitNamed`. */
  unit(text: string, day: string, province: string | undefined): Unit {
    return this.#once(this.#units, `${day}\n${province ?? ''}\n${text}`, (suggests) =>
      unitNamed(this.#office, text, day, this.#asker, province, suggests),
    );
  }

  #once<T>(found: Map<string, Found<T>>, key: string, find: (suggests: boolean) => T): T {
    let one = found.get(key);
    if (one === undefined) {
      try {
        one = { value: find(this.#suggestions > 0) };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        this.#suggestions -= 1;
        one = { error };
      }
      found.set(key, one);
    }
    if ('error' in one) throw one.error;
    return one.value;
  }
}

type Found<T> = { value: T } | { error: UserError };

/**
 * The indicator, target or plan that a text names: by id, by Vietnamese or English name (case and tone marks do not
 * matter), a target also as `plan/target`.
 * @throws UserError where there is none, or more than one
 */
function subjectNamed(library: Library, text: string, ask: QuestionKind, suggests: boolean): Subject {
  const key = textKey(text);
  const indicator = ask === 'target' ? undefined : library.indicators.get(text);
  if (indicator !== undefined) return { indicator };
  const plans = [...library.plans.values()];
  if (ask === 'table') {
    const plan = only(plansNamed(plans, text), text, ({ id }) => id);
    if (plan !== undefined) return { plan };
  }
  const written = targetsWritten(plans, text);
  const byPath = only(written, text, pathOf);
  if (byPath !== undefined) return byPath;
  if (ask !== 'target') {
    const named = [...library.indicators.values()].filter(({ name }) => isName(name, key));
    const one = only(named, text, ({ id }) => id);
    if (one !== undefined) return { indicator: one };
  }
  const everyTarget = plans.flatMap((plan) => plan.targets.map((target) => ({ plan, target })));
  const byTarget = everyTarget.filter(({ target }) => target.id === text || isName(target.name, key));
  const target = only(byTarget, text, pathOf);
  if (target !== undefined) return target;
  if (!suggests) throw questionError(UNKNOWN[ask], { text, hint: '' });
  throw unknownSubject(library, everyTarget, text, ask);
}

const UNKNOWN: Readonly<Record<QuestionKind, QuestionCode>> = {
  figure: 'UNKNOWN_SUBJECT',
  target: 'UNKNOWN_TARGET',
  table: 'UNKNOWN_PLAN',
};

function unknownSubject(
  library: Library,
  everyTarget: readonly { plan: Plan; target: Target }[],
  text: string,
  ask: QuestionKind,
): UserError {
  const targets = everyTarget.flatMap(({ plan, target }) => [pathOf({ plan, target }), target.name.vi]);
  const indicators = [...library.indicators.values()].flatMap(({ id, name }) => [id, name.vi]);
  const plans = [...library.plans.values()].flatMap(({ id, shortTitle }) => [id, shortTitle]);
  const known = { figure: [...indicators, ...targets], target: targets, table: [...plans, ...indicators] }[ask];
  return questionError(UNKNOWN[ask], { text, hint: hintOf(nearestWord(text, known)) });
}

function hintOf(near: string | undefined): string {
  return near === undefined ? '' : ` (“${near}”?)`;
}

function plansNamed(plans: readonly Plan[], text: string): Plan[] {
  const exact = plans.filter(({ id }) => id === text.trim());
  if (exact.length > 0) return exact;
  const key = textKey(text);
  return plans.filter(
    ({ shortTitle, title, number }) =>
      textKey(shortTitle) === key || isName(title, key) || (number !== '' && textKey(number) === key),
  );
}

/** `plan/target`; a plan's number has a stroke of its own, so every stroke may be the one between them. */
function targetsWritten(plans: readonly Plan[], text: string): { plan: Plan; target: Target }[] {
  const strokes = [...text.matchAll(/\//g)].map(({ index }) => index);
  for (const stroke of strokes.reverse()) {
    const rest = text.slice(stroke + 1).trim();
    const key = textKey(rest);
    const found = plansNamed(plans, text.slice(0, stroke)).flatMap((plan) =>
      plan.targets.filter(({ id, name }) => id === rest || isName(name, key)).map((target) => ({ plan, target })),
    );
    if (found.length > 0) return found;
  }
  return [];
}

function isName(name: { vi: string; en: string }, key: string): boolean {
  return key !== '' && (textKey(name.vi) === key || textKey(name.en) === key);
}

function pathOf({ plan, target }: { plan: Plan; target: Target }): string {
  return `${plan.id}/${target.id}`;
}

/** The one found, or none. @throws UserError where there are several */
function only<T>(found: readonly T[], text: string, idOf: (one: T) => string): T | undefined {
  if (found.length < 2) return found[0];
  throw questionError('AMBIGUOUS_SUBJECT', { text, choices: choicesOf(found.map(idOf)) });
}

function choicesOf(names: readonly string[]): string {
  return `${names.slice(0, MOST_CHOICES).join('; ')}${names.length > MOST_CHOICES ? '; …' : ''}`;
}

/**
 * The unit that a text names: by id, by full name, or by short name where it is clear which one is meant.
 * @param province of the plan that is asked about: tells the units of one short name apart
 * @throws UserError where there is none, more than one, or none that may be seen
 */
function unitNamed(
  { library, within }: Office,
  text: string,
  day: string,
  asker: string | null,
  province: string | undefined,
  suggests: boolean,
): Unit {
  const { byId } = library.units;
  const maySee = (id: string): boolean => within === undefined || within.some((row) => row.unit === id);
  const written = text.trim();
  // An id is never looked up as a name, so that nobody learns which ids there are.
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(written)) {
    const unit = byId.get(written);
    if (!maySee(written)) throw questionError('NOT_YOUR_UNIT');
    if (unit !== undefined) return unit;
  }
  const context = {
    ...(asker === null ? {} : { within: asker }),
    ...(asker === null && province !== undefined ? { province } : {}),
    ...(suggests ? {} : { suggests: false as const }),
  };
  // Units that bore one name after the other are told apart by the day; one that is no more keeps its figures.
  const ever = resolveUnit(library.units, written, context);
  const atDay = 'ambiguous' in ever ? resolveUnit(library.units, written, { ...context, at: day }) : ever;
  const found = 'unknown' in atDay ? ever : atDay;
  const ids = 'unit' in found ? [found.unit] : 'ambiguous' in found ? found.ambiguous : [];
  const units = ids.filter(maySee).flatMap((id) => byId.get(id) ?? []);
  const [unit] = units;
  if (unit !== undefined && units.length === 1) return unit;
  if (units.length > 1)
    throw questionError('AMBIGUOUS_UNIT', { text: written, choices: choicesOf(units.map(({ name }) => name)) });
  const near = 'suggestions' in found ? found.suggestions : [];
  const seen = near.find((name) => library.units.units.some((one) => one.name === name && maySee(one.id)));
  throw questionError('UNKNOWN_UNIT', { text: written, hint: hintOf(seen) });
}
