import type { Collection } from '../consolidate/collection.ts';
import type { Form } from '../library/forms/types.ts';
import type { Library } from '../library/library.ts';
import type { Plan } from '../library/plans/types.ts';
import { KIND_WORDS, type Language, UserError } from '../messages.ts';
import { collectFile } from '../office/collect.ts';
import { collectRecord } from '../office/collect-records.ts';
import { inflate, sha256Of } from '../warehouse/duckdb/native/file-source.ts';
import type { ServeContext } from './context.ts';
import { type FileFailure, problemDocument, RequestProblem } from './problem.ts';
import type { Asker } from './turns.ts';
import type { UploadedFile } from './upload.ts';
import { openUploaded } from './uploaded-source.ts';

/** What a request says is collected. */
export interface CollectionQuery {
  plan?: string;
  form?: string;
  unit: string;
  as_of: string;
  from?: string;
  lang: Language;
}

/** The plan or form that a request names. @throws RequestProblem where it is none, both, or not known */
export function subjectAsked(library: Library, { plan, form }: CollectionQuery): { plan: Plan } | { form: Form } {
  if ((plan === undefined) === (form === undefined)) throw new RequestProblem('PLAN_OR_FORM');
  const known = { plan: library.plans.get(plan ?? ''), form: library.forms.get(form ?? '') };
  if (known.plan !== undefined) return { plan: known.plan };
  if (known.form !== undefined) return { form: known.form };
  throw plan === undefined
    ? new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.form, id: form ?? '', list: '/api/v1/forms' })
    : new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.plan, id: plan, list: '/api/v1/plans' });
}

/** Who hands files in, and when they came: local moments. */
export interface HandedIn {
  receivedAt: string;
  by: string;
  /** Whose all of them are. */
  sender?: string;
}

/**
 * Takes uploaded workbooks into a collection, each whole or not at all; one that is refused stops no other.
 * @throws RequestProblem or UserError where there is one file and it is refused
 */
export async function takeIn(
  asker: Asker,
  files: readonly UploadedFile[],
  collection: Collection,
  { receivedAt, ...by }: HandedIn,
  language: Language,
  { library, warehouse, clock }: ServeContext,
): Promise<{ reports: ReturnType<typeof collectRecord>[]; failures: FileFailure[] }> {
  const known = library.snapshot();
  const reports: ReturnType<typeof collectRecord>[] = [];
  const failures: FileFailure[] = [];
  for (const file of files) {
    try {
      const sheets = await warehouse.import(asker, async (engine) => {
        const source = await openUploaded(file);
        try {
          const sent = { source, sha256: await sha256Of(source), receivedAt };
          return await collectFile({ engine, library: known }, collection, sent, { inflate }, { ...by, now: clock() });
        } finally {
          await source.close();
        }
      });
      reports.push(...sheets.map(({ sheet }) => collectRecord(sheet, known, language)));
    } catch (error) {
      if (files.length === 1 || !(error instanceof UserError || error instanceof RequestProblem)) throw error;
      const { code, detail, detail_en } = problemDocument(error, '');
      failures.push({ file: file.name, code, message: detail, message_en: detail_en });
    }
  }
  return { reports, failures };
}
