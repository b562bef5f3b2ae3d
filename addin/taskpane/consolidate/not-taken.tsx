import { makeStyles, tokens } from '@fluentui/react-components';
import type { CollectedFiles, CollectedRecord } from '../../source/consolidation-source.ts';
import { usePane } from '../pane.tsx';
import { WhoseForm } from './whose-form.tsx';
import { useConsolidateWords } from './words.ts';

const useStyles = makeStyles({
  hint: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  plain: { display: 'grid', gap: tokens.spacingVerticalS, margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
});

/** Whether a sheet is a report of what is collected, of a unit that is known. */
export function isTaken({ kind, unit, problems }: CollectedRecord): boolean {
  const wrong = problems.some(({ code }) => ['E_WRONG_PERIOD', 'E_OTHER_PLAN', 'E_OTHER_FORM'].includes(code));
  return kind !== 'unknown' && unit !== null && !wrong;
}

interface Props {
  files: CollectedFiles;
  /** Said which unit a name is; without it nobody is asked. */
  onSay?: (name: string, unit: string) => void;
}

/** Files of which nothing counts, with the reason; a name that nobody knows is asked about. */
export function NotTaken({ files: { reports, refused }, onSay }: Props) {
  const styles = useStyles();
  const { tell, language } = useConsolidateWords();
  const { known } = usePane();
  const out = reports.filter((record) => !isTaken(record));
  if (out.length + refused.length === 0) return null;
  return (
    <ul className={styles.plain}>
      {refused.map(({ file, message, message_en }) => (
        <li key={file}>
          <strong>{tell('notTaken', { file })}</strong>
          <p className={styles.hint}>{language === 'vi' ? message : message_en}</p>
        </li>
      ))}
      {out.map((record) => {
        const asked = record.asked.find(({ kind }) => kind === 'unit');
        return (
          <li key={`${record.file} ${record.sheet}`}>
            <strong>{tell('notTaken', { file: record.file })}</strong>
            <p className={styles.hint}>{record.problems[0]?.message ?? record.understood}</p>
            {asked?.kind === 'unit' && onSay !== undefined ? (
              <WhoseForm name={asked.name} units={known?.units ?? []} onSay={(unit) => onSay(asked.name, unit)} />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
