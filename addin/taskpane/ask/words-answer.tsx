import { Button, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { Table } from '../../../pipeline/office/tables.ts';
import type { WordsAnswer, WordsOpens, WordsRow } from '../../../pipeline/office/words/types.ts';
import { useWords } from '../language.tsx';
import { ListedMembers } from '../parts/listed-members.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { SectionTitle } from '../parts/section.tsx';
import { SendTable } from './send-table.tsx';
import { useWordsTexts } from './words-texts.ts';

const useStyles = makeStyles({
  whole: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  sentence: { margin: 0, overflowWrap: 'anywhere' },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  label: { textAlign: 'start', fontWeight: tokens.fontWeightRegular },
  open: { padding: 0, minWidth: 0, justifyContent: 'start', textAlign: 'start', fontWeight: tokens.fontWeightRegular },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** The answer: sentences, lines, the dossiers behind a line; or why there is none. */
export function WordsAnswered({ answer }: { answer: WordsAnswer }) {
  const styles = useStyles();
  const { tell } = useWordsTexts();
  const [open, setOpen] = useState<WordsRow>();
  const { sentences, rows, problems, notes } = answer;
  return (
    <div className={styles.whole}>
      <div role="status" className={styles.whole}>
        {answer.answered ? (
          <>
            <SectionTitle>{tell('answer')}</SectionTitle>
            {sentences.map((sentence) => (
              <p key={sentence} className={styles.sentence}>
                {sentence}
              </p>
            ))}
          </>
        ) : (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{tell('notAnswered')}</MessageBarTitle> {problems.join(' ')}
            </MessageBarBody>
          </MessageBar>
        )}
        {notes.length > 0 ? (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{notes.join('. ')}</MessageBarBody>
          </MessageBar>
        ) : null}
      </div>
      {rows.length > 0 ? (
        <>
          <Lines answer={answer} onOpen={setOpen} />
          <p className={styles.hint}>{tell('openHint')}</p>
          <SendTable
            make={() => ({
              title: tell('answer'),
              about: [answer.question, ...sentences],
              fileName: 'tra-loi',
              table: sentRows(answer, tell('value'), tell('before'), tell('change')),
            })}
          />
        </>
      ) : null}
      {open?.opens ? <Dossiers key={open.group} row={open} opens={open.opens} /> : null}
    </div>
  );
}

function Lines({ answer, onOpen }: { answer: WordsAnswer; onOpen(row: WordsRow): void }) {
  const styles = useStyles();
  const { tell } = useWordsTexts();
  const { rows, group_label } = answer;
  const hasBefore = rows.some((row) => row.before_text !== '');
  const hasChange = rows.some((row) => row.change_text !== '');
  const hasVerdict = rows.some((row) => row.verdict !== '');
  const group = group_label.charAt(0).toUpperCase() + group_label.slice(1);
  return (
    <ScrollTable aria-label={tell('answer')}>
      <thead>
        <tr>
          <th scope="col" className={styles.label}>
            {group === '' ? tell('answer') : group}
          </th>
          <th scope="col" className={styles.number}>
            {tell('value')}
          </th>
          {hasBefore ? (
            <th scope="col" className={styles.number}>
              {tell(hasChange ? 'before' : 'threshold')}
            </th>
          ) : null}
          {hasChange ? (
            <th scope="col" className={styles.number}>
              {tell('change')}
            </th>
          ) : null}
          {hasVerdict ? <th scope="col">{tell('verdict')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.group}/${row.label}`}>
            <th scope="row" className={styles.label}>
              {row.opens === null ? (
                row.label
              ) : (
                <Button appearance="transparent" size="small" className={styles.open} onClick={() => onOpen(row)}>
                  {row.label}
                </Button>
              )}
            </th>
            <td className={styles.number}>{row.value_text}</td>
            {hasBefore ? <td className={styles.number}>{row.before_text}</td> : null}
            {hasChange ? <td className={styles.number}>{row.change_text}</td> : null}
            {hasVerdict ? <td>{row.verdict}</td> : null}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function Dossiers({ row, opens }: { row: WordsRow; opens: WordsOpens }) {
  const { tell } = useWordsTexts();
  const { say } = useWords();
  const query = useMemo(() => {
    const { plan, indicator, unit, from, as_of: asOf, by, part } = opens;
    const of = { ...(plan && { plan }), indicator, unit, from, asOf, ...(by && { part: { by, id: part ?? '' } }) };
    return { missing: { ...of, side: 'missing' }, numerator: { ...of, side: 'numerator' } } as const;
  }, [opens]);
  const { numerator, denominator } = row;
  const known = numerator !== null && denominator !== null;
  const all = { missing: known ? denominator - numerator : null, numerator: known ? numerator : null };
  const title = tell('dossiersOf', { label: row.label });
  if (opens.side !== 'both') return <ListedMembers title={title} query={query[opens.side]} all={all[opens.side]} />;
  return (
    <section aria-label={title}>
      <ListedMembers title={say('missingOnes')} query={query.missing} all={all.missing} />
      <ListedMembers title={say('inNumerator')} query={query.numerator} all={all.numerator} />
    </section>
  );
}

function sentRows({ rows, group_label }: WordsAnswer, value: string, before: string, change: string): Table {
  const hasBefore = rows.some((row) => row.before !== null);
  const group = group_label === '' ? '#' : group_label;
  return {
    columns: [
      { name: group, type: 'text' },
      { name: value, type: 'number' },
      ...(hasBefore
        ? ([
            { name: before, type: 'number' },
            { name: change, type: 'number' },
          ] as const)
        : []),
    ],
    rows: rows.map((row) => ({
      [group]: row.label,
      [value]: row.value,
      ...(hasBefore ? { [before]: row.before, [change]: row.change } : {}),
    })),
  };
}
