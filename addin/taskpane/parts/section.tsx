import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ComponentProps, ReactNode } from 'react';

const useStyles = makeStyles({
  section: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  count: {
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
  },
});

/** A part of a screen below its own heading. */
export function Section({ title, className, children }: { title: string; className?: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={mergeClasses(styles.section, className)}>
      <SectionTitle>{title}</SectionTitle>
      {children}
    </section>
  );
}

/** @param count how many there are, in words */
export function SectionTitle({ count, className, children, ...rest }: ComponentProps<'h2'> & { count?: string }) {
  const styles = useStyles();
  return (
    <h2 {...rest} className={mergeClasses(styles.title, className)}>
      {children}
      {count === undefined ? null : (
        <>
          {' '}
          <span className={styles.count}>{count}</span>
        </>
      )}
    </h2>
  );
}
