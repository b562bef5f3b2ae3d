import { createContext, type ReactNode, useContext } from 'react';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import type { PlanSummary } from '../../pipeline/library/plans/summary.ts';
import type { AskConflicts, Host, ReportRecord } from '../excel/types.ts';
import type { Connection } from '../source/server-address.ts';
import type { Source, SourceState, UnitChoice } from '../source/source.ts';
import type { Loading } from './loaded.ts';
import type { Choice, ThemeChoice } from './remembered.ts';
import type { Sentence } from './sentence.ts';

export type Screen =
  | 'main'
  | 'target'
  | 'import'
  | 'data'
  | 'ask'
  | 'settings'
  | 'library'
  | 'consolidate'
  | 'send'
  | 'connect';

/** What can be chosen from at the source. */
export interface Choices {
  plans: PlanSummary[];
  units: UnitChoice[];
  state: SourceState;
}

/** What all screens share. */
export interface Pane {
  /** Undefined for the moment in which nobody knows. */
  host: Host | undefined;
  source: Source;
  /** A year of made-up figures instead of the source, and back. */
  trySample(): Promise<void>;
  leaveSample(): void;
  connection: Connection;
  connect(connection: Connection, keepToken: boolean): Promise<void>;
  /** The engine in this page instead of a server. */
  connectHere(): Promise<void>;
  /** Why the server is not reached, as long as it is not. */
  lost: Sentence | undefined;
  /** Asks whether it is there; when it is, everything is asked anew. Never rejects. */
  reconnect(): Promise<void>;
  choices: Loading<Choices>;
  /** What the source said last; undefined until it has said anything. */
  known: Choices | undefined;
  /** Undefined until the source has said what there is. */
  choice: Choice | undefined;
  choose(change: Partial<Choice>): void;
  /** The figures of the choice. */
  evaluation: Loading<Evaluation>;
  /** Where these are figures of an earlier visit: when they were made. They are reckoned again, and still held when the pane opened. */
  shownAt: string | undefined;
  /** Reports that stand in the workbook; none in a browser. */
  reports: readonly ReportRecord[];
  rereadReports(): Promise<void>;
  /** Cells changed by hand: whoever sits there decides. */
  ask: AskConflicts;
  screen: Screen;
  /** The target that is open, or was last. */
  target: string | undefined;
  /** Target of the workbook's selected cell. */
  selected: string | undefined;
  go(screen: Screen, target?: string): void;
  theme: ThemeChoice;
  setTheme(theme: ThemeChoice): void;
  setLanguage(language: 'vi' | 'en'): void;
}

const PaneContext = createContext<Pane | undefined>(undefined);

export function SharePane({ pane, children }: { pane: Pane; children: ReactNode }) {
  return <PaneContext value={pane}>{children}</PaneContext>;
}

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (pane === undefined) throw new Error('a screen stands outside of the pane');
  return pane;
}
