import { Button, Dropdown, Field, makeStyles, mergeClasses, Option, tokens } from '@fluentui/react-components';
import { type ReactNode, useId, useState } from 'react';
import type { Answered } from '../../../pipeline/facts/answers.ts';
import type { OpenQuestion } from '../../../pipeline/facts/types.ts';
import type { UnitChoice } from '../../source/source.ts';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';
import { usePopup } from './popup.ts';
import { UnitPicker } from './unit-picker.tsx';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    gridTemplateColumns: 'minmax(0, 1fr)',
    overflowWrap: 'anywhere',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `3px solid ${tokens.colorBrandStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: tokens.spacingHorizontalM,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  hint: { margin: 0, color: tokens.colorNeutralForeground2 },
  group: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    gridTemplateColumns: 'minmax(0, 1fr)',
    minWidth: 0,
    margin: 0,
    padding: 0,
    border: 'none',
    '& > legend': { padding: 0, marginBottom: tokens.spacingVerticalXS, fontWeight: tokens.fontWeightSemibold },
  },
  control: { minWidth: 0, width: '100%' },
  detail: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  summary: { cursor: 'pointer', fontWeight: tokens.fontWeightSemibold },
  inner: { marginTop: tokens.spacingVerticalS },
});

/** What an answer that leaves a column out is called. */
const IGNORE = 'ignore';

interface Props {
  questions: readonly OpenQuestion[];
  /** What the button says, where the file is not read again at once. */
  send?: string;
  /** Columns that are not used stand open: one of them may be what is missing. */
  unfolded?: boolean;
  onAnswers(answers: Answered[]): void;
}

/** All that some files leave open, on one form: the likeliest answers stand there already, one press takes them. */
export function AnswerForm({ questions, send, unfolded = false, onAnswers }: Props) {
  const styles = useStyles();
  const { say } = useWords();
  const title = useId();
  const isKept = usePane().known?.state.role === 'consolidator';
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const answerTo = (question: OpenQuestion): string => chosen[keyOf(question)] ?? question.guess ?? '';
  const all = merged(questions);
  // Values of a column that is asked about itself are asked as long as it is answered to be that column.
  const asked = all.filter(({ kind, column, header }) => {
    const of = kind === 'value' ? all.find((one) => one.kind === 'column' && one.written === header) : undefined;
    return of === undefined || answerTo(of) === column;
  });
  const answers = asked.flatMap((question): Answered[] => {
    const answer = answerTo(question);
    return answer === '' ? [] : [{ question, answer }];
  });
  const show = (all: readonly OpenQuestion[]): ReactNode[] =>
    all.map((question) => (
      <QuestionField
        key={keyOf(question)}
        question={question}
        answer={answerTo(question)}
        onAnswer={(answer) => setChosen({ ...chosen, [keyOf(question)]: answer })}
      />
    ));
  const groups = grouped(asked.filter(({ needed }) => needed));
  const understood = asked.filter((question) => !question.needed && question.guess !== null);
  const sheets = asked.filter(({ kind }) => kind === 'sheet-unit').length;
  const unused = asked.filter((question) => !question.needed && question.guess === null);
  const needed = asked.length - understood.length - unused.length;
  return (
    <form
      className={styles.form}
      aria-labelledby={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (answers.length > 0) onAnswers(answers);
      }}
    >
      <h3 id={title} className={styles.title}>
        {needed > 0 ? say('answersNeeded', { count: needed }) : say('answersOther')}
      </h3>
      {needed > 0 ? <p className={styles.hint}>{say(isKept ? 'answersHint' : 'answersHintOnce')}</p> : null}
      {groups.map((group) => (
        <fieldset key={keyOf(group[0])} className={styles.group}>
          <legend>
            <GroupTitle question={group[0]} isOne={sheets === 1} />
          </legend>
          {show(group)}
        </fieldset>
      ))}
      <Fold title={say('answersUnderstood', { count: understood.length })}>{show(understood)}</Fold>
      <Fold title={say('answersUnused', { count: unused.length })} isOpen={unfolded}>
        {show(unused)}
      </Fold>
      <div>
        <Button
          type="submit"
          appearance={needed > 0 ? 'primary' : 'secondary'}
          disabledFocusable={answers.length === 0}
        >
          {send ?? say('answersSend')}
        </Button>
      </div>
    </form>
  );
}

interface FoldProps {
  title: string;
  isOpen?: boolean;
  children: readonly ReactNode[];
}

/** What need not be answered: taken by its words and contents, or left out. */
function Fold({ title, isOpen = false, children }: FoldProps) {
  const styles = useStyles();
  if (children.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary className={styles.summary}>{title}</summary>
      <div className={mergeClasses(styles.group, styles.inner)}>{children}</div>
    </details>
  );
}

function GroupTitle({ question: { kind, header, file, sheet }, isOne }: { question: OpenQuestion; isOne: boolean }) {
  const { say } = useWords();
  const name = sheet === '' || file.startsWith(sheet) ? file : `${file} · ${sheet}`;
  if (kind === 'sheet-unit') return isOne ? say('askFileUnit') : say('askFilesUnit', { name });
  if (kind === 'column') return say('askColumns');
  if (kind === 'value') return say('askValues', { header });
  return say(kind === 'unit' ? 'askUnits' : 'askAgency', { header });
}

interface FieldProps {
  question: OpenQuestion;
  answer: string;
  onAnswer(answer: string): void;
}

function QuestionField({ question, answer, onAnswer }: FieldProps) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { known } = usePane();
  const popup = usePopup();
  const { kind, written, rows, samples, choices } = question;
  const detail = [
    ...(samples.length === 0 ? [] : [say('askSamples', { samples: samples.join('; ') })]),
    say('askRows', { count: rows }),
  ].join(' · ');
  if (kind !== 'column' && kind !== 'value') {
    return (
      <div>
        <UnitPicker
          className={styles.control}
          label={kind === 'sheet-unit' ? say('askWhoseRows', { count: rows }) : written}
          units={likelyFirst(known?.units ?? [], choices)}
          unit={answer}
          onChoose={onAnswer}
        />
        {kind === 'sheet-unit' ? null : <span className={styles.detail}>{detail}</span>}
      </div>
    );
  }
  const ignored = { id: IGNORE, name: say('headerNone') };
  const later = { id: '', name: say(kind === 'column' ? 'headerUnused' : 'answerLater') };
  // A column that nothing is likely of may be asked about again; one that is said to be of no use is not.
  const none = kind === 'value' ? [later] : question.guess === null && !question.needed ? [later, ignored] : [ignored];
  const options = [...none, ...choices.map((choice) => ({ id: choice.id, name: choice[language] }))];
  return (
    <Field label={written} hint={detail}>
      <Dropdown
        className={styles.control}
        {...popup}
        placeholder={say('answerChoose')}
        value={options.find(({ id }) => id === answer)?.name ?? ''}
        selectedOptions={[answer]}
        onOptionSelect={(_, { optionValue = '' }) => onAnswer(optionValue)}
      >
        {options.map(({ id, name }) => (
          <Option key={id} value={id}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}

/** Months of one portal ask the same: once is enough. */
function merged(questions: readonly OpenQuestion[]): OpenQuestion[] {
  const all = new Map<string, OpenQuestion>();
  for (const question of questions) {
    const key = keyOf(question);
    const before = all.get(key);
    all.set(key, before === undefined ? question : { ...before, rows: before.rows + question.rows });
  }
  return [...all.values()];
}

function keyOf({ kind, column, written }: OpenQuestion): string {
  return `${kind}/${column}/${written}`;
}

/** Values by their column; all of another kind together; whose a sheet is each alone. */
function grouped(questions: readonly OpenQuestion[]): [OpenQuestion, ...OpenQuestion[]][] {
  const groups = new Map<string, [OpenQuestion, ...OpenQuestion[]]>();
  for (const question of questions) {
    const { kind, column, written } = question;
    const key = `${kind}/${column}/${kind === 'sheet-unit' || kind === 'agency' ? written : ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [question]);
    else group.push(question);
  }
  return [...groups.values()];
}

function likelyFirst(units: readonly UnitChoice[], likely: OpenQuestion['choices']): UnitChoice[] {
  const rank = ({ id }: UnitChoice): number => {
    const at = likely.findIndex((choice) => choice.id === id);
    return at < 0 ? likely.length : at;
  };
  return [...units].sort((a, b) => rank(a) - rank(b));
}
