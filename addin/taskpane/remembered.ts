import { isDay } from './days.ts';

/** Plan, unit and reporting date that somebody looks at. */
export interface Choice {
  plan: string;
  unit: string;
  asOf: string;
}

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
export type ThemeChoice = (typeof THEMES)[number];

const CHOICE = 'vedich.choice';
const THEME = 'vedich.theme';
const LANGUAGE = 'vedich.language';
const PROVINCE = 'vedich.province';
const CONFIRMER = 'vedich.confirmer';

/** What was looked at last on this machine. */
export function rememberedChoice(): Partial<Choice> {
  const fields = new Map<string, unknown>(Object.entries(parsed(read(CHOICE))));
  const [plan, unit, asOf] = [fields.get('plan'), fields.get('unit'), fields.get('asOf')];
  return {
    ...(typeof plan === 'string' ? { plan } : {}),
    ...(typeof unit === 'string' ? { unit } : {}),
    ...(typeof asOf === 'string' && isDay(asOf) ? { asOf } : {}),
  };
}

export function rememberChoice(choice: Choice): void {
  write(CHOICE, JSON.stringify(choice));
}

export function rememberedTheme(): ThemeChoice {
  return THEMES.find((theme) => theme === read(THEME)) ?? 'system';
}

export function rememberTheme(theme: ThemeChoice): void {
  write(THEME, theme);
}

/** The language that somebody chose; undefined where nobody did. */
export function rememberedLanguage(): 'vi' | 'en' | undefined {
  const language = read(LANGUAGE);
  return language === 'vi' || language === 'en' ? language : undefined;
}

export function rememberLanguage(language: 'vi' | 'en'): void {
  write(LANGUAGE, language);
}

export function rememberedProvince(): string {
  return read(PROVINCE) ?? '';
}

export function rememberProvince(province: string): void {
  write(PROVINCE, province);
}

/** Who confirmed something last at this machine. */
export function rememberedConfirmer(): string {
  return read(CONFIRMER) ?? '';
}

export function rememberConfirmer(name: string): void {
  write(CONFIRMER, name);
}

function parsed(text: string | null): object {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Storage can be switched off by an office's rules: then nothing is remembered, and all else works. */
function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // As in `read`.
  }
}
