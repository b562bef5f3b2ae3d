import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReportCheck } from '../../../pipeline/office/checklist.ts';
import { useWords } from '../language.tsx';
import { QuestionDialog } from './question-dialog.tsx';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    overflowWrap: 'anywhere',
  },
});

interface Props {
  checks: readonly ReportCheck[];
  /** Whether the report is made all the same. */
  onAnswer(yes: boolean): void;
}

/** What a report would lack, before it is made. */
export default function ChecksDialog({ checks, onAnswer }: Props) {
  const styles = useStyles();
  const { say, language } = useWords();
  return (
    <QuestionDialog
      title={say('checksTitle')}
      answers={[
        [say('checksBack'), false],
        [say('checksGoOn'), true],
      ]}
      closing={false}
      onAnswer={onAnswer}
    >
      <ul className={styles.list}>
        {checks.map((check) => (
          <li key={check.code}>
            {check[language]}
            {check.details.length === 0 ? null : (
              <ul className={styles.list}>
                {check.details.map((detail) => (
                  <li key={detail.vi}>{detail[language]}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </QuestionDialog>
  );
}
