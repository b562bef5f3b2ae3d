/** Returns no rows without a word, as some readers do with sheets that are too long for them (bench.test.ts). */
console.log(JSON.stringify({ table: [] }));
