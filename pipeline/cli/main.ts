#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { cacheFolder } from './cache.ts';

// What V8 has compiled and Node has stripped of types once is taken from there; without such a folder it is done again.
enableCompileCache(path.join(cacheFolder(), 'compiled'));
const [{ languageOf, runCli }, { processIo }] = await Promise.all([import('./run.ts'), import('./io.ts')]);
const argv = process.argv.slice(2);
process.exitCode = await runCli(argv, processIo(languageOf(argv)));
