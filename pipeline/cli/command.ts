import { type ParseArgsConfig, parseArgs } from 'node:util';
import { isDay } from '../dates.ts';
import { nearestWord } from '../nearest.ts';
import type { Io } from './io.ts';
import { userError } from './messages.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** One command of `vedich`: its help is written by hand, its options are checked by Node's own parser. */
export interface Command {
  name: string;
  help: { vi: string; en: string };
  options: Options;
  /** @returns the exit code: 0 done, 1 something the user can mend */
  run(args: Args, io: Io): Promise<number>;
}

const SHARED: Options = {
  warehouse: { type: 'string' },
  library: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
};

/** Arguments of one call, with the sentences for what is missing or wrong. */
export class Args {
  readonly command: string;
  readonly paths: string[];
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(command: Command, argv: readonly string[]) {
    this.command = command.name;
    const options = { ...SHARED, ...command.options };
    try {
      const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
      this.paths = parsed.positionals;
      this.#values = parsed.values;
    } catch (cause) {
      throw this.#explain(cause, options);
    }
  }

  #explain(cause: unknown, options: Options): Error {
    if (!(cause instanceof Error) || !('code' in cause))
      return cause instanceof Error ? cause : new Error(String(cause));
    const option = /'(-[^' ]+)/.exec(cause.message)?.[1] ?? '';
    if (cause.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const near = nearestWord(option.replace(/^-+/, ''), Object.keys(options));
      const hint = near === undefined ? '' : `→ --${near}? `;
      return userError('UNKNOWN_OPTION', { command: this.command, option, hint }, { cause });
    }
    if (cause.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
      return userError('OPTION_VALUE', { command: this.command, option, wanted: `${option} …` }, { cause });
    }
    return cause;
  }

  get wantsHelp(): boolean {
    return this.#values['help'] === true;
  }

  text(option: string): string | undefined {
    const value = this.#values[option];
    return typeof value === 'string' ? value : undefined;
  }

  texts(option: string): string[] {
    const value = this.#values[option];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  flag(option: string): boolean {
    return this.#values[option] === true;
  }

  required(option: string): string {
    const value = this.text(option);
    if (value === undefined || value === '')
      throw userError('MISSING_OPTION', { command: this.command, option: `--${option}` });
    return value;
  }

  date(option: string): string | undefined {
    const value = this.text(option);
    if (value !== undefined && !isDay(value)) {
      throw userError('OPTION_VALUE', {
        command: this.command,
        option: `--${option}`,
        wanted: 'YYYY-MM-DD (2024-11-30)',
      });
    }
    const asOf = this.text('as-of');
    if (option === 'from' && value !== undefined && asOf !== undefined && value > asOf)
      throw userError('OPTION_VALUE', { command: this.command, option: '--from', wanted: `≤ --as-of ${asOf}` });
    return value;
  }

  requiredDate(option: string): string {
    this.required(option);
    return this.date(option) ?? '';
  }

  choice<T extends string>(option: string, choices: readonly T[], otherwise: T): T {
    const value = this.text(option);
    if (value === undefined) return otherwise;
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) {
      throw userError('OPTION_VALUE', { command: this.command, option: `--${option}`, wanted: choices.join(' | ') });
    }
    return chosen;
  }
}
