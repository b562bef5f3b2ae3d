import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { dateText, momentText } from '../../../pipeline/dates.ts';
import type { ReportRecord } from '../../excel/types.ts';
import { useWords } from '../language.tsx';

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
    <Dialog open modalType="modal" onOpenChange={(_, { open }) => (open ? undefined : onAnswer(undefined))}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{say('secondTitle')}</DialogTitle>
          <DialogContent>
            <p>{say('secondText', { plan, unit, day, moment: momentText(writtenAt, language) })}</p>
            <p>{say('secondHint')}</p>
          </DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" onClick={() => onAnswer('refresh')}>
              {report.asOf === asOf ? say('secondRefresh') : say('secondRefreshTo', { day: dateText(asOf, language) })}
            </Button>
            <Button onClick={() => onAnswer('build')}>{say('secondBuild')}</Button>
            <Button onClick={() => onAnswer(undefined)}>{say('cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
