/** Why a cluster is not asked, or did not answer; `cli/messages.ts` says it. */
export const CLUSTER_FAULTS = [
  'CLUSTER_ADDRESS',
  'CLUSTER_UNREACHABLE',
  'CLUSTER_REFUSED',
  'CLUSTER_RIGHTS',
  'CLUSTER_SETTING',
  'CLUSTER_LAYOUT',
  'CLUSTER_INCOMPLETE',
  'CLUSTER_NO_WAREHOUSE',
  'CLUSTER_NODES',
  'CLUSTER_READS_ONLY',
  'CLUSTER_DAY',
  'CLUSTER_TAKEN',
  'CLUSTER_FULL',
  'COPY_DIFFERS',
] as const;
export type ClusterFaultCode = (typeof CLUSTER_FAULTS)[number];

export class ClusterFault extends Error {
  readonly code: ClusterFaultCode;
  /** What the sentence names. */
  readonly detail: string;

  constructor(code: ClusterFaultCode, detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, { cause });
    this.name = 'ClusterFault';
    this.code = code;
    this.detail = detail;
  }
}
