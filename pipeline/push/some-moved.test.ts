import { describe, expect, it } from 'vitest';
import { fewestToReach, withSomeMoved } from './some-moved.ts';

describe('some dossiers moved', () => {
  const standing = { numerator: 1049, denominator: 1500, threshold: 70, operator: '>=' as const };

  it('the fewest that reach the threshold are just enough', () => {
    for (const [numerator, denominator, threshold] of [
      [1049, 1500, 70],
      [6996, 10_000, 70],
      [1, 3, 66.5],
      [0, 7, 85],
      [84, 100, 85],
    ] as const)
      for (const operator of ['>=', '>'] as const) {
        const one = { numerator, denominator, threshold, operator };
        const fewest = fewestToReach(one);
        if (fewest === null) throw new Error('there is a number');
        expect(withSomeMoved(one, fewest, 2).reached).toBe(true);
        expect(withSomeMoved(one, fewest - 1, 2).reached).toBe(false);
      }
  });

  it('nothing is needed where it is reached, and nothing helps where all would not do', () => {
    expect(fewestToReach({ ...standing, numerator: 1050 })).toBeNull();
    expect(fewestToReach({ ...standing, operator: '>', threshold: 100 })).toBeNull();
    expect(fewestToReach({ ...standing, threshold: null })).toBeNull();
    expect(fewestToReach({ ...standing, operator: '<=' })).toBeNull();
  });

  it('prints no value that contradicts its verdict', () => {
    expect(withSomeMoved(standing, 0, 0)).toEqual({ text: '69.9', reached: false });
    expect(withSomeMoved(standing, 151, 2)).toEqual({ text: '80.00', reached: true });
  });
});
