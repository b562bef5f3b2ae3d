import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { type Answering, inNode } from '../support/breakdowns.ts';
import { expectTrueBreakdowns, expectTrueMembers, expectTrueTrends, SAMPLE_CASES } from '../support/sample-truth.ts';
import { openSamples } from '../support/sample-warehouse.ts';

describe('all samples in one warehouse: what numbers are made of is what the generator knows', () => {
  let engine: Engine;
  let answering: Answering;

  beforeAll(async () => {
    ({ engine } = await openSamples());
    answering = inNode(engine);
  });
  afterAll(() => engine.close());

  describe.each(['field', 'procedure', 'unit', 'month'] as const)('by %s', (by) => {
    it.each(SAMPLE_CASES)('$plan for $unit on $asOf', (one) => expectTrueBreakdowns(answering, one, by));
  });

  describe('month after month', () => {
    it.each(SAMPLE_CASES)('$plan for $unit on $asOf', (one) => expectTrueTrends(answering, one));
  });

  describe('member by member', () => {
    it.each(SAMPLE_CASES)('$plan for $unit on $asOf', (one) => expectTrueMembers(answering, one));
  });
});
