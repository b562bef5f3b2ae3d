import { makeStyles, tokens } from '@fluentui/react-components';

/** Foreground of each verdict; never alone, always beside its sign and word. */
export const useVerdictColours = makeStyles({
  met: { color: tokens.colorStatusSuccessForeground1 },
  below: { color: tokens.colorStatusDangerForeground1 },
  pending: { color: tokens.colorStatusWarningForeground3 },
  incomplete: { color: tokens.colorPaletteMarigoldForeground2 },
  'no-data': { color: tokens.colorNeutralForeground3 },
});
