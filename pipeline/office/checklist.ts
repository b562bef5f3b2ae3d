import { lackSentences } from '../evaluate/lack-words.ts';
import type { Evaluation, TargetDetail } from '../evaluate/types.ts';
import { type Language, type MessageParams, renderMessage, type Words } from '../messages.ts';

/** What whoever makes a report should know before: a sentence in both languages. */
export interface ReportCheck extends Words {
  code: keyof typeof CHECKS;
  /** Whether the report is made only after somebody said so. */
  asks: boolean;
  /** Ids of the targets that it concerns. */
  targets: string[];
  /** Reasons, each with the numbers of the targets in the plan's order. */
  details: Words[];
}

const CHECKS = {
  NO_DATA: {
    asks: true,
    vi: '{count} trong {all} chỉ tiêu chưa đủ số liệu, báo cáo sẽ để trống kết quả.',
    en: '{count} of {all} targets have not enough data, the report will leave their results empty.',
  },
  REJECTED: {
    asks: false,
    vi: '{count} dòng trong các tệp nguồn bị loại, không được tính.',
    en: '{count:row|rows} of the source files were rejected and not counted.',
  },
} as const satisfies Readonly<Record<string, Words & { asks: boolean }>>;

const REASON: Words = { vi: 'Chỉ tiêu {targets}: {why}', en: 'Targets {targets}: {why}' };

/** The list that is shown before a report is made: what asks first. Empty where nothing is to be said. */
export function reportChecks({ targets, sources }: Evaluation): ReportCheck[] {
  const without = targets.filter(({ row }) => row.status === 'no-data');
  const rejected = sources.reduce((sum, source) => sum + source.rejected, 0);
  return [
    ...concerning('NO_DATA', without, targets),
    ...(rejected > 0 ? [check('REJECTED', { count: rejected }, [], [])] : []),
  ].sort((a, b) => Number(b.asks) - Number(a.asks));
}

function concerning(
  code: keyof typeof CHECKS,
  found: readonly TargetDetail[],
  all: readonly TargetDetail[],
): ReportCheck[] {
  if (found.length === 0) return [];
  const reasons = new Map<string, Words & { numbers: number[] }>();
  for (const detail of found) {
    const [vi, en] = (['vi', 'en'] as const).map((language) => lackSentences(detail.row.lacks, language).join('; '));
    const reason = reasons.get(vi ?? '') ?? { vi: vi ?? '', en: en ?? '', numbers: [] };
    reason.numbers.push(all.indexOf(detail) + 1);
    reasons.set(reason.vi, reason);
  }
  const details = [...reasons.values()].map(({ numbers, vi, en }) => {
    const params = { targets: numbers.join(', '), why: { vi, en } };
    return both(REASON, params);
  });
  return [check(code, { count: found.length, all: all.length }, found, details)];
}

function check(
  code: keyof typeof CHECKS,
  params: MessageParams,
  found: readonly TargetDetail[],
  details: Words[],
): ReportCheck {
  const { asks } = CHECKS[code];
  return { code, asks, ...both(CHECKS[code], params), targets: found.map(({ row }) => row.target), details };
}

function both(words: Words, params: MessageParams): Words {
  const said = (language: Language): string => renderMessage(words, params, language);
  return { vi: said('vi'), en: said('en') };
}
