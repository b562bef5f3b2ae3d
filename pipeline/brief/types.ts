/** One page for a leader: what is said, in the order in which it stands. Vietnamese, as it goes on paper. */
export interface Brief {
  superior: string;
  unit: string;
  place: string;
  title: string;
  /** Of what plan, over what period. */
  subject: string;
  /** The verdict in a sentence. */
  verdict: string;
  /** The numbers that matter most: target, value, threshold, verdict. */
  numbers: readonly (readonly [name: string, value: string, threshold: string, verdict: string])[];
  /** Why, whether it will be reached, what to do. */
  sections: readonly { heading: string; lines: readonly string[] }[];
  /** Who signs, line by line, above the name. */
  signatory: readonly string[];
}
