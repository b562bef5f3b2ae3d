import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  region: {
    overflow: 'auto',
    maxHeight: '24rem',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '& table': {
      borderCollapse: 'collapse',
      width: '100%',
      fontSize: tokens.fontSizeBase200,
      fontVariantNumeric: 'tabular-nums',
    },
    '& th, & td': {
      verticalAlign: 'top',
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    },
    '& thead th': {
      position: 'sticky',
      top: 0,
      backgroundColor: tokens.colorNeutralBackground3,
      fontWeight: tokens.fontWeightSemibold,
    },
    '& tbody tr': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
    '& tbody th': { fontWeight: tokens.fontWeightRegular },
  },
});

interface Props {
  'aria-label'?: string;
  'aria-labelledby'?: string;
  className?: string;
  /** Of the table. */
  children: ReactNode;
}

/** A table that scrolls in its own place, its header staying in sight. */
export function ScrollTable({ className, children, ...name }: Props) {
  const styles = useStyles();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section {...name} className={mergeClasses(styles.region, className)} tabIndex={0}>
      <table>{children}</table>
    </section>
  );
}
