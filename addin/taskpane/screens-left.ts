import type { Screen } from './pane.tsx';

const LEFT = 'vedich.screen';
const SCREENS: readonly Screen[] = [
  'main',
  'target',
  'import',
  'data',
  'ask',
  'settings',
  'library',
  'consolidate',
  'send',
  'connect',
];

/**
 * Asks for the page anew, and shows this screen then: the server may have a newer pane. Only where the page can be had:
 * else it would end as a blank one.
 * @returns false where it cannot
 */
export async function pageAnew(screen: Screen): Promise<boolean> {
  const there = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  if (there?.ok !== true) return false;
  try {
    sessionStorage.setItem(LEFT, screen);
  } catch {
    // Switched off by an office's rules: the first screen will do.
  }
  location.reload();
  return true;
}

/** The screen that was left by `pageAnew`, once. A target is no screen by itself. */
export function leftScreen(): Screen | undefined {
  try {
    const left = sessionStorage.getItem(LEFT);
    sessionStorage.removeItem(LEFT);
    return SCREENS.find((screen) => screen === left && screen !== 'target');
  } catch {
    return undefined;
  }
}
