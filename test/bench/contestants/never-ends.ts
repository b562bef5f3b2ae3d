/** Must be ended by the bench's cap (bench.test.ts). */
setInterval(() => undefined, 1000);
