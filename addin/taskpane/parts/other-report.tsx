import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useWords } from '../language.tsx';
import { usePane } from '../pane.tsx';

/** The workbook holds reports, but not of what is chosen: neither must be taken for the other. */
export function OtherReport({ build, disabled }: { build(): Promise<void>; disabled: boolean }) {
  const { say } = useWords();
  const { reports, choice, choose, known } = usePane();
  const here = known?.units.find(({ id }) => id === choice?.unit);
  const plan = known?.plans.find(({ id }) => id === choice?.plan);
  const [report] = reports;
  const isChosen = reports.some((one) => one.plan === choice?.plan && one.unit === choice?.unit);
  if (report === undefined || here === undefined || plan === undefined || isChosen) return null;
  // What differs is named: the unit, else the plan.
  const byUnit = report.unit !== here.id;
  const there = byUnit ? report.unitName : report.planTitle;
  const chosen = byUnit ? here.name : plan.title;
  const canSwitch =
    known?.units.some(({ id }) => id === report.unit) && known.plans.some(({ id }) => id === report.plan);
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{say('otherReport', { there, here: chosen })}</MessageBarBody>
      <MessageBarActions>
        {canSwitch ? (
          <Button size="small" onClick={() => choose({ plan: report.plan, unit: report.unit, asOf: report.asOf })}>
            {say('switchTo', { name: there })}
          </Button>
        ) : null}
        <Button size="small" disabledFocusable={disabled} onClick={() => void build()}>
          {say('buildFor', { name: chosen })}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
