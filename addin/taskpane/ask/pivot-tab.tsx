import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { dateText } from '../../../pipeline/dates.ts';
import type { Evaluation } from '../../../pipeline/evaluate/types.ts';
import { thresholdText } from '../../../pipeline/evaluate/words.ts';
import type { IndicatorSummary } from '../../../pipeline/library/indicators/summary.ts';
import { useWords } from '../language.tsx';
import { useLoaded } from '../loaded.ts';
import { type Choices, usePane } from '../pane.tsx';
import { FailureMessage } from '../parts/failure-message.tsx';
import type { Choice } from '../remembered.ts';
import { GroupMembers } from './group-members.tsx';
import { PivotChart } from './pivot-chart.tsx';
import { GROUPING_WORDS, type PivotChoice, PivotChoiceBar } from './pivot-choice.tsx';
import { type PivotRow, pivotRows, type Sorting, sentPivot, sorted, worstFirst } from './pivot-rows.ts';
import { PivotTable } from './pivot-table.tsx';
import { SendTable } from './send-table.tsx';

/** Charts of so many indicators at most: one below the other they are still looked at. */
const CHARTS = 4;

const useStyles = makeStyles({
  part: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Indicators by unit, field, procedure or month: a table, a chart, and the way into a sheet. */
export function PivotTab({ choices, choice }: { choices: Choices; choice: Choice }) {
  const { say } = useWords();
  const { source, evaluation } = usePane();
  const load = useCallback(() => source.indicators(), [source]);
  const indicators = useLoaded(load);
  const failed = [indicators, evaluation].find(({ state }) => state === 'failed');
  if (failed?.state === 'failed') return <FailureMessage why={failed.why} again={failed.again} />;
  if (indicators.state !== 'ready' || evaluation.state !== 'ready') return <Waiting label={say('loading')} />;
  return (
    <Pivot
      key={`${choice.plan}/${choice.unit}/${choice.asOf}`}
      indicators={indicators.value}
      evaluation={evaluation.value}
      choices={choices}
      choice={choice}
    />
  );
}

function Waiting({ label }: { label: string }) {
  const styles = useStyles();
  return (
    <Skeleton aria-label={label} className={styles.part}>
      <SkeletonItem size={32} />
      <SkeletonItem size={128} />
    </Skeleton>
  );
}

interface PivotProps {
  indicators: readonly IndicatorSummary[];
  evaluation: Evaluation;
  choices: Choices;
  choice: Choice;
}

function Pivot({ indicators, evaluation, choices, choice }: PivotProps) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { source } = usePane();
  const ofPlan = useMemo(() => [...new Set(evaluation.targets.map(({ row }) => row.indicator))], [evaluation]);
  const [asked, setAsked] = useState<PivotChoice>(() => ({
    indicators: ofPlan.slice(0, 1),
    by: 'unit',
    unit: choice.unit,
    from: evaluation.from,
    asOf: choice.asOf,
  }));
  const [sorting, setSorting] = useState<Sorting>();
  const [opened, setOpened] = useState<PivotRow>();
  const isRight = asked.indicators.length > 0 && asked.from <= asked.asOf;
  const load = useMemo(
    () =>
      isRight ? (signal: AbortSignal) => source.figures({ ...asked, plan: choice.plan, language }, signal) : undefined,
    [source, asked, choice.plan, language, isRight],
  );
  const table = useLoaded(load);
  const change = (wanted: Partial<PivotChoice>): void => {
    setOpened(undefined);
    setAsked((before) => ({ ...before, ...wanted }));
  };
  const unit = choices.units.find(({ id }) => id === asked.unit)?.name ?? asked.unit;
  const by = say(GROUPING_WORDS[asked.by]);
  const groupHeader = asked.by === 'none' ? say('group') : by;
  const period = { from: dateText(asked.from, language), to: dateText(asked.asOf, language) };
  const results =
    asked.by === 'none' ? say('wholeCaption', period) : say('pivotCaption', { by: by.toLowerCase(), ...period });
  const caption = `${unit}. ${results}`;
  const inOrder = table.state === 'ready' ? pivotRows(table.value, { indicators, by: asked.by, language, say }) : [];
  const rows = sorted(inOrder, sorting);
  // Months follow one another, however the table is sorted; else the worst come first until somebody sorts.
  const drawn = asked.by === 'month' ? inOrder : sorting === undefined ? worstFirst(inOrder) : rows;
  const charted = asked.by === 'none' ? [] : asked.indicators.slice(0, CHARTS);
  return (
    <>
      <PivotChoiceBar choice={asked} ofPlan={ofPlan} indicators={indicators} units={choices.units} onChoose={change} />
      {!isRight ? null : table.state === 'failed' ? (
        <FailureMessage why={table.why} again={table.again} />
      ) : table.state === 'loading' ? (
        <Waiting label={say('loading')} />
      ) : rows.length === 0 ? (
        <p className={styles.hint}>{say('pivotNone')}</p>
      ) : (
        <div className={styles.part}>
          {charted.map((id) => {
            const own = drawn.filter(({ indicator }) => indicator === id);
            const target = evaluation.targets.find(({ row }) => row.indicator === id && row.threshold !== null)?.row;
            return (
              <PivotChart
                key={id}
                title={own[0]?.name ?? ''}
                rows={own}
                isByMonth={asked.by === 'month'}
                isSorted={sorting !== undefined}
                threshold={
                  target == null ? undefined : { value: target.threshold ?? 0, text: thresholdText(target, language) }
                }
              />
            );
          })}
          <PivotTable
            caption={caption}
            groupHeader={groupHeader}
            rows={rows}
            isOneIndicator={asked.indicators.length === 1}
            sorting={sorting}
            onSort={setSorting}
            onOpen={setOpened}
          />
          <p className={styles.hint}>{say('pivotHint')}</p>
          <SendTable
            make={() => ({
              title: say('askPivot'),
              about: [caption],
              fileName: `bang-tong-hop-${asked.by}-${asked.asOf}`,
              table: sentPivot(rows, groupHeader, say),
            })}
          />
          {opened === undefined ? null : (
            <GroupMembers
              key={`${opened.indicator}/${opened.group}`}
              row={opened}
              by={asked.by}
              unit={asked.unit}
              plan={choice.plan}
              onClose={() => setOpened(undefined)}
            />
          )}
        </div>
      )}
    </>
  );
}
