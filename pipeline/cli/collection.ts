import { userInfo } from 'node:os';
import { type Collection, collectionOf } from '../consolidate/collection.ts';
import type { Form } from '../library/forms/types.ts';
import type { Library } from '../library/library.ts';
import { parentAt } from '../library/units/scope.ts';
import { KIND_WORDS } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import type { Args } from './command.ts';
import { planOf, unitOf } from './lookup.ts';
import { userError } from './messages.ts';

/** Options that say what is collected; the same for every command of consolidation. */
export const COLLECTION_OPTIONS = {
  plan: { type: 'string' },
  form: { type: 'string' },
  unit: { type: 'string' },
  'as-of': { type: 'string' },
  from: { type: 'string' },
} as const;

export const COLLECTION_HELP = {
  vi: `  --plan MÃ          kế hoạch có chỉ tiêu được thu (xem: vedich plans list), hoặc
  --form MÃ          biểu mẫu được thu (xem: vedich forms list)
  --as-of NGÀY       ngày cuối kỳ, YYYY-MM-DD
  --from NGÀY        ngày đầu kỳ, nếu không phải kỳ thường lệ
  --unit MÃ          đơn vị tổng hợp; mặc định của thư viện, không có thì cấp trên của đơn vị mà kế hoạch giao
  --warehouse TỆP    kho số liệu; mặc định .vedich/warehouse.duckdb`,
  en: `  --plan ID          the plan whose targets are collected (see: vedich plans list), or
  --form ID          the form that is collected (see: vedich forms list)
  --as-of DATE       last day of the period, YYYY-MM-DD
  --from DATE        first day, where it is not the usual period
  --unit ID          the office that consolidates; that of the library's defaults, else the one above the plan's usual unit
  --warehouse FILE   the warehouse; .vedich/warehouse.duckdb by default`,
} as const;

/** What the options say is collected. @throws UserError where something is missing or not known */
export function collectionAsked(args: Args, library: Library): Collection {
  const asOf = args.requiredDate('as-of');
  const from = args.date('from');
  const form = args.text('form');
  if (form !== undefined)
    return collectionOf(library, { form: formOf(library, form) }, collector(args, library, undefined), asOf, from);
  const plan = planOf(library, args.text('plan') ?? library.office.defaults.plan ?? args.required('plan'));
  return collectionOf(library, { plan }, collector(args, library, plan.defaultUnit), asOf, from);
}

/** Ids that a command needs units of: those of the provinces are loaded. */
export function collectorIds(args: Args): string[] {
  return [args.text('unit')].filter((id) => id !== undefined);
}

function collector(args: Args, library: Library, usual: string | undefined): string {
  const told = args.text('unit') ?? library.office.defaults.unit;
  if (told != null) return unitOf(library, told).id;
  const unit = usual === undefined ? undefined : library.units.byId.get(usual);
  const above = unit === undefined ? undefined : parentAt(unit);
  return above ?? unitOf(library, args.required('unit')).id;
}

/** @throws UserError where there is no such form */
export function formOf(library: Pick<Library, 'forms'>, id: string): Form {
  const form = library.forms.get(id);
  if (form !== undefined) return form;
  const near = nearestWord(id, [...library.forms.keys()]);
  throw userError('UNKNOWN_ID', {
    kind: KIND_WORDS.form,
    id,
    hint: near === undefined ? '' : `→ ${near}? `,
    list: 'vedich forms list',
  });
}

/** Who sits at the machine, for the record of what was decided. */
export function whoAmI(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
