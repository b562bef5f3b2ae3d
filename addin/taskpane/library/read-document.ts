import type { IndicatorSummary } from '../../../pipeline/library/indicators/summary.ts';
import type { Words } from '../../../pipeline/messages.ts';
import { doubtWords } from '../../../pipeline/plans/document/doubts.ts';
import { draftOf } from '../../../pipeline/plans/document/draft.ts';
import { readPlan } from '../../../pipeline/plans/document/read.ts';
import { sourceFromBytes } from '../../../pipeline/read/memory-source.ts';
import { webInflate } from '../../../pipeline/read/web-inflate.ts';
import { type PlanDraft, shown } from './plan-draft.ts';

/** What a target of the draft was read from. */
export interface Mark {
  blocks: readonly number[];
  /** Indicators that it could mean as well. */
  likely: readonly string[];
  doubts: readonly Words[];
}

/** A document beside the plan that was read out of it. */
export interface Reading {
  file: string;
  /** Its paragraphs and the rows of its tables, in their order. */
  blocks: readonly string[];
  /** Target's id → where it stands. */
  marks: ReadonlyMap<string, Mark>;
  /** What is in no target: somebody types it, or leaves it. */
  left: readonly { place: string; sentence: string }[];
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Reads a plan out of a document, in this page: nothing is sent anywhere. @throws UserError as `readPlan` */
export async function readDocument(
  file: File,
  indicators: readonly IndicatorSummary[],
): Promise<{ draft: PlanDraft; reading: Reading }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { blocks, found } = await readPlan(sourceFromBytes(file.name, bytes), webInflate);
  const names = new Map(indicators.map(({ id, name_vi, name_en }) => [id, { name: { vi: name_vi, en: name_en } }]));
  const { plan, kept, leftOut } = draftOf(found, names, { unit: '', file: file.name, sha256: await sha256Of(bytes) });
  const marks = plan.targets.map(({ id }, at): [string, Mark] => {
    const target = kept[at];
    const doubts = (target?.doubts ?? []).map((doubt) => doubtWords[doubt]);
    return [id, { blocks: target?.blocks ?? [], likely: target?.alternatives ?? [], doubts }];
  });
  const left = [...leftOut, ...found.notUnderstood].map(({ place, sentence }) => ({ place, sentence }));
  return {
    draft: shown({ ...plan, id: '' }),
    reading: {
      file: file.name,
      blocks: blocks.map((block) => (block.kind === 'text' ? block.text : block.cells.join(' | '))),
      marks: new Map(marks),
      left,
    },
  };
}
