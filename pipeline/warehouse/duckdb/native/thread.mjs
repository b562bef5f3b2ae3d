// Where a thread begins (thread.ts). Plain JavaScript: to strip this file of types, too, a thread would load the whole
// stripper, which takes it longer than all else; what it runs is taken from the cache, as the program's own modules are.
import { enableCompileCache } from 'node:module';

const { NODE_COMPILE_CACHE: folder } = process.env;
if (folder !== undefined && folder !== '') enableCompileCache(folder);
await import(process.argv[2] ?? '');
