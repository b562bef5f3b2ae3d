/** A list without marks, its items below each other in the width that is there; for `makeStyles`. */
export const bareList = {
  listStyleType: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
} as const;
