import type { Collection } from '../consolidate/collection.ts';
import type { ConsolidatedCell, ConsolidatedTarget, UnitFigure } from '../consolidate/consolidate.ts';
import { addedColumns } from '../consolidate/form-page.ts';
import { checkSentence } from '../consolidate/problems.ts';
import type { Roll, RollLine } from '../consolidate/roll.ts';
import type { CheckProblem, ReadSheet } from '../consolidate/types.ts';
import { understoodWords } from '../consolidate/words.ts';
import { detailOf } from '../evaluate/detail.ts';
import { valueWords } from '../evaluate/words.ts';
import { toNumber } from '../exact.ts';
import type { Library } from '../library/library.ts';
import type { Language, Surface } from '../messages.ts';
import type { ConsolidatedReport } from './collect.ts';

/** Records of consolidation as JSON has them: `snake_case`, in the reader's language. */

/** @param surface where the sentence is read: options stand at the command line alone */
export function problemRecord(one: CheckProblem, language: Language, surface?: Surface) {
  const { code, severity, unit, file, sheet, cell, expected, found, params } = one;
  return {
    code,
    severity,
    unit,
    file,
    sheet,
    cell,
    expected,
    found,
    message: checkSentence(one, language, surface),
    // What its dossiers are asked for by.
    ...(code === 'W_EXPORTS_DIFFER' ? { target: `${params['id']}` } : {}),
  };
}

/** The keys of `collect --format json`. `counts` is how many numbers were read. */
export function collectRecord(sheet: ReadSheet, library: Library, language: Language, surface?: Surface) {
  const { file, kind, form, plan, unit, from, asOf, figures, cells, asked, problems } = sheet;
  return {
    file,
    sheet: sheet.sheet,
    kind,
    form,
    plan,
    unit,
    from,
    as_of: asOf,
    counts: figures.length + cells.length,
    understood: understoodWords(sheet, library, language),
    asked,
    problems: problems.map((one) => problemRecord(one, language, surface)),
  };
}

/** The roll as JSON has it: `snake_case`; `files` are those that count. */
export function rollRecord(
  { lines, others, version, frozen }: Roll,
  { unit, asOf, plan, form }: Collection,
  due: string,
) {
  return {
    plan: plan?.id ?? null,
    form: plan === null ? form.id : null,
    unit,
    as_of: asOf,
    due,
    expected: lines.filter(({ state }) => state !== 'excluded').length,
    version,
    frozen,
    units: lines.map(rollLineRecord),
    others: others.map(({ sheet, receivedAt }) => ({
      file: sheet.file,
      sheet: sheet.sheet,
      unit: sheet.unit,
      received_at: receivedAt,
    })),
  };
}

function rollLineRecord({ unit, name, state, daysLate, decision, reason, current, sent, reminded }: RollLine) {
  return {
    unit,
    name,
    state,
    days_late: daysLate,
    decision,
    reason,
    sent: sent.length,
    files: current.map(({ id, sheet, receivedAt, by }) => ({
      id,
      file: sheet.file,
      sheet: sheet.sheet,
      received_at: receivedAt,
      by,
    })),
    reminded,
  };
}

function unitFigureRecord({ unit, evaluated, edited, uncounted, sources, parts }: UnitFigure, language: Language) {
  const { row } = evaluated;
  return {
    unit,
    numerator: row.numerator,
    denominator: row.denominator,
    value: row.value,
    status: row.status,
    result: valueWords(detailOf(evaluated), language),
    edited,
    uncounted,
    source: sources[0] ?? null,
    ...(parts.length === 0
      ? {}
      : {
          parts: parts.map(({ count, origins }) => ({
            unit: count.unit,
            numerator: count.hits === null ? null : toNumber(count.hits),
            denominator: count.members === null ? null : toNumber(count.members),
            source: origins[0] ?? null,
          })),
        }),
  };
}

function targetRecord({ target, evaluated, units, without }: ConsolidatedTarget, language: Language) {
  const { row } = evaluated;
  return {
    target: target.id,
    name: target.name[language],
    numerator: row.numerator,
    denominator: row.denominator,
    value: row.value,
    threshold: row.threshold,
    status: row.status,
    result: valueWords(detailOf(evaluated), language),
    units: units.map((unit) => unitFigureRecord(unit, language)),
    without,
  };
}

function cellRecord({ row, column, value, units }: ConsolidatedCell) {
  return { row, column, value: toNumber(value), units };
}

/** The keys of `consolidate --format json`. */
export function consolidatedRecord(
  { consolidated, checks }: ConsolidatedReport,
  language: Language,
  surface?: Surface,
) {
  const { collection, roll, included, leftOut, missing, late, targets, cells, byUnit } = consolidated;
  const { plan, form, unit, asOf } = collection;
  return {
    ...(plan === null ? { form: form.id } : { plan: plan.id }),
    unit,
    as_of: asOf,
    expected: roll.lines.filter(({ state }) => state !== 'excluded').length,
    version: roll.version,
    included: included.map((line) => line.unit),
    left_out: leftOut.map((one) => ({ unit: one.unit, reason: one.reason[language] })),
    missing,
    late,
    targets: targets.map((one) => targetRecord(one, language)),
    columns: addedColumns(consolidated).map(({ id, name }) => ({ id, name: name[language] })),
    cells: cells.map(cellRecord),
    by_unit: byUnit.map(({ unit: id, column, value }) => ({ unit: id, column, value: toNumber(value) })),
    checks: checks.map((one) => problemRecord(one, language, surface)),
  };
}
