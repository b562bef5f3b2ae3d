import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ErrorCircleRegular, InfoRegular, WarningRegular } from '@fluentui/react-icons';
import { useWords } from '../language.tsx';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXS,
    overflowWrap: 'anywhere',
  },
  icon: { fontSize: '16px', marginTop: '2px' },
  error: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  info: { color: tokens.colorNeutralForeground3 },
  rows: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

interface Props {
  severity: string;
  message: string;
  /** `118–120, 203 … và 480 dòng nữa` */
  rows?: string;
}

/** What was found, where, what to do; its kind is said as well as drawn. */
export function ProblemLine({ severity, message, rows = '' }: Props) {
  const styles = useStyles();
  const { say } = useWords();
  const [Icon, word, colour] =
    severity === 'error'
      ? [ErrorCircleRegular, say('error'), styles.error]
      : severity === 'warning'
        ? [WarningRegular, say('warning'), styles.warning]
        : [InfoRegular, say('info'), styles.info];
  return (
    <li className={styles.line}>
      <Icon className={mergeClasses(styles.icon, colour)} aria-label={word} />
      <span>
        {message}
        {rows === '' ? null : <span className={styles.rows}>{say('problemRows', { rows })}</span>}
      </span>
    </li>
  );
}
