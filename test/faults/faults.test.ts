import { afterAll, beforeAll, expect, it } from 'vitest';
import { seeded } from '../read/seeded.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { type Ground, makeGround } from './ground.ts';
import { ROUNDS } from './rounds.ts';

/** A few of the faults that `npm run faults` strikes by the hundred (RESULTS.md). */
const scratch = temporaryFolder();
afterAll(scratch.remove);
const random = seeded(20_261_125);
let ground: Ground;

beforeAll(async () => {
  ground = await makeGround(scratch.folder);
}, 120_000);

it.each(Object.entries(ROUNDS).filter(([name]) => !name.includes('server')))(
  '%s: nothing lost, nothing half',
  async (_, round) => {
    expect((await round(ground, random)).wrong).toBeUndefined();
  },
  120_000,
);
