import { fileURLToPath } from 'node:url';
import { COMMAND_IDS } from '../commands/ids.ts';
import { REQUIRED } from '../excel/required.ts';
import { vedichFunctions } from '../functions/functions.ts';
import type { Program } from './check.ts';

/** What the manifest must agree with: requirement sets, commands and functions of the code. */
export const PROGRAM: Program = { requirements: REQUIRED, commands: COMMAND_IDS };

export const FUNCTION_IDS: readonly string[] = Object.keys(
  vedichFunctions(() => Promise.reject(new Error('not asked'))),
);

const place = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
export const MANIFEST_FILE = place('manifest.xml');
export const BUILD_FOLDER = place('dist/addin');
