import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { offerAsking } from '../commands/pane-link.ts';
import type { AskConflicts, Conflict, Decision } from '../excel/types.ts';

const ConflictsDialog = lazy(() => import('./parts/conflicts-dialog.tsx'));

interface Asked {
  conflicts: readonly Conflict[];
  answer(decisions: readonly Decision[] | undefined): void;
}

/** Asks whoever sits there about cells changed by hand; the ribbon's commands ask through it, too. */
export function useAsking(): { ask: AskConflicts; question: ReactNode } {
  const [asked, setAsked] = useState<Asked>();
  const ask = useCallback<AskConflicts>(
    (conflicts) =>
      new Promise((resolve) =>
        setAsked({
          conflicts,
          answer: (decisions) => {
            setAsked(undefined);
            resolve(decisions);
          },
        }),
      ),
    [],
  );
  useEffect(() => offerAsking(ask), [ask]);
  const question =
    asked === undefined ? null : (
      <Suspense>
        <ConflictsDialog conflicts={asked.conflicts} onAnswer={asked.answer} />
      </Suspense>
    );
  return { ask, question };
}
