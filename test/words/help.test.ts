import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hasVietnamese } from './languages.ts';

const text = (place: string): string => readFileSync(new URL(`../../addin/${place}`, import.meta.url), 'utf8');
const page = text('help/huong-dan.html');

it('every screen of the pane has its help, in both languages', () => {
  const union = /export type Screen =([^;]*);/.exec(text('taskpane/pane.tsx'))?.[1] ?? '';
  const screens = [...union.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);
  expect(screens.length).toBeGreaterThan(7);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toEqual(expect.arrayContaining(screens.flatMap((name) => [name, `en-${name}`])));
  expect(new Set(ids).size).toBe(ids.length);
});

it('its English has no Vietnamese but the name of the program', () => {
  const english = page.slice(page.indexOf('<section id="english"')).replaceAll('Về đích', '');
  expect(english.split('\n').filter(hasVietnamese)).toEqual([]);
});
