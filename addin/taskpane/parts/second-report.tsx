import { dateText, momentText } from '../../../pipeline/dates.ts';
import type { ReportRecord } from '../../excel/types.ts';
import { useWords } from '../language.tsx';
import { QuestionDialog } from './question-dialog.tsx';

interface Props {
  /** What stands in the workbook. */
  report: ReportRecord;
  /** The day that is chosen. */
  asOf: string;
  onAnswer(answer: 'refresh' | 'build' | undefined): void;
}

/** The workbook has a report of the same plan and unit: refreshed, or a second one? */
export default function SecondReport({ report, asOf, onAnswer }: Props) {
  const { say, language } = useWords();
  const { planTitle: plan, unitName: unit, writtenAt } = report;
  const day = dateText(report.asOf, language);
  return (
    <QuestionDialog
      title={say('secondTitle')}
      answers={[
        [
          report.asOf === asOf ? say('secondRefresh') : say('secondRefreshTo', { day: dateText(asOf, language) }),
          'refresh',
        ],
        [say('secondBuild'), 'build'],
        [say('cancel'), undefined],
      ]}
      closing={undefined}
      onAnswer={onAnswer}
      fluid
    >
      <p>{say('secondText', { plan, unit, day, moment: momentText(writtenAt, language) })}</p>
      <p>{say('secondHint')}</p>
    </QuestionDialog>
  );
}
