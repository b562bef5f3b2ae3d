#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { cacheFolder } from './cache.ts';

// DuckDB counts in Node's threads for files: were they four, as usual, a few reads would keep all others from their files.
process.env['UV_THREADPOOL_SIZE'] ??= '16';
// What V8 has compiled and Node has stripped of types once is taken from there, by threads as well; without such a folder it
// is done again.
process.env['NODE_COMPILE_CACHE'] ??= path.join(cacheFolder(), 'compiled');
enableCompileCache(process.env['NODE_COMPILE_CACHE']);
const [{ languageOf, runCli }, { processIo }] = await Promise.all([import('./run.ts'), import('./io.ts')]);
const argv = process.argv.slice(2);
process.exitCode = await runCli(argv, processIo(languageOf(argv)));
