import type { Evaluation } from '../../../pipeline/evaluate/types.ts';
import type { PlanSummary } from '../../../pipeline/library/plans/summary.ts';
import type { PlanQuery, SourceState, UnitChoice } from '../source.ts';
import { KEPT, keep, kept, keptStamp, localMoment, privateFolder } from './private-storage.ts';

/** The figures of so many plans, units and days are kept: as many workbooks as somebody may open in turn. */
const MOST = 6;

/** What the pane showed last, so that it can show it again before the engine stands. Figures only, no dossiers. */
export interface LastFigures {
  /** What can be chosen from. */
  choices: { plans: PlanSummary[]; units: UnitChoice[]; state: SourceState };
  /** The newest first. */
  shown: ShownFigures[];
}

export interface ShownFigures extends PlanQuery {
  /** When they were made, local `YYYY-MM-DD HH:MM`. */
  at: string;
  evaluation: Evaluation;
}

interface KeptFigures extends LastFigures {
  /** What they were made of: the program, the facts, the office's library. */
  of: readonly string[];
}

/**
 * What was kept last, if it is still what would be reckoned now: the facts, the office's library and the program are those
 * it was made of. Else nothing: figures that may have become false are not shown at all.
 */
export async function lastFigures(build: string): Promise<LastFigures | undefined> {
  const folder = await privateFolder();
  return folder === undefined ? undefined : still(folder, await basis(folder, build));
}

/** @param of what the figures were made of: build, state of the facts, state of the library */
export async function keepFigures(
  of: readonly [string, string, string],
  { plan, unit, asOf }: PlanQuery,
  evaluation: Evaluation,
  choices: LastFigures['choices'],
): Promise<void> {
  const folder = await privateFolder();
  if (folder === undefined) return;
  const others = ((await still(folder, of))?.shown ?? []).filter(
    (one) => one.plan !== plan || one.unit !== unit || one.asOf !== asOf,
  );
  const at = localMoment(new Date()).slice(0, 16);
  const figures: KeptFigures = { of, choices, shown: [{ plan, unit, asOf, at, evaluation }, ...others].slice(0, MOST) };
  await keep(folder, KEPT.figures, new TextEncoder().encode(JSON.stringify(figures)));
}

/** @param build which program it is: one that was built anew may reckon otherwise, whatever its version */
async function basis(folder: FileSystemDirectoryHandle, build: string): Promise<string[]> {
  return [build, await keptStamp(folder, KEPT.warehouse), await keptStamp(folder, KEPT.office)];
}

async function still(folder: FileSystemDirectoryHandle, of: readonly string[]): Promise<LastFigures | undefined> {
  const file = await kept(folder, KEPT.figures);
  if (file === undefined) return undefined;
  try {
    const figures: KeptFigures = JSON.parse(new TextDecoder().decode(file.bytes));
    return figures.of.join() === of.join() ? figures : undefined;
  } catch {
    // Damaged: as if there were none.
    return undefined;
  }
}
