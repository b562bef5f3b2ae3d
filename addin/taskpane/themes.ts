import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
  teamsHighContrastTheme,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ThemeChoice } from './remembered.ts';

/** A deep green-blue of our own: beside Excel's green, and neither the red nor the green of a verdict. */
const BRAND: BrandVariants = {
  10: '#001316',
  20: '#04252b',
  30: '#053943',
  40: '#064856',
  50: '#085869',
  60: '#0b687c',
  70: '#10798f',
  80: '#17809a',
  90: '#2b8ea7',
  100: '#429cb4',
  110: '#5aabc1',
  120: '#73b9cd',
  130: '#8cc7d9',
  140: '#a6d5e4',
  150: '#c1e3ee',
  160: '#ddf1f7',
};

const FONT =
  '"Segoe UI", "Segoe UI Web (West European)", -apple-system, BlinkMacSystemFont, "Noto Sans", "Liberation Sans", system-ui, sans-serif';

const LIGHT: Theme = {
  ...createLightTheme(BRAND),
  fontFamilyBase: FONT,
  colorBrandBackground: BRAND[60],
  colorBrandBackgroundHover: BRAND[50],
  colorBrandBackgroundPressed: BRAND[40],
  colorBrandForeground1: BRAND[60],
  colorBrandForegroundLink: BRAND[60],
};

const DARK: Theme = {
  ...createDarkTheme(BRAND),
  fontFamilyBase: FONT,
  // On the cards of this theme the reds of Fluent's own stay below the contrast that small text needs.
  colorStatusDangerForeground1: '#f1919a',
  colorBrandForeground1: BRAND[120],
  colorBrandForeground2: BRAND[130],
  colorBrandForegroundLink: BRAND[120],
  colorBrandBackground: BRAND[60],
  colorBrandBackgroundHover: BRAND[70],
};

const CONTRAST: Theme = { ...teamsHighContrastTheme, fontFamilyBase: FONT };

/** The theme that somebody chose; `system` follows the machine as it changes. */
export function useTheme(choice: ThemeChoice): { theme: Theme; isDark: boolean } {
  const [systemIsDark, setSystemIsDark] = useState(() => darkQuery().matches);
  useEffect(() => {
    const query = darkQuery();
    const follow = (): void => setSystemIsDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const isDark = choice === 'system' ? systemIsDark : choice !== 'light';
  if (choice === 'contrast') return { theme: CONTRAST, isDark };
  return { theme: isDark ? DARK : LIGHT, isDark };
}

function darkQuery(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}
