import { expect, test } from 'vitest';
import type { Plan, Target } from '../../library/plans/types.ts';
import { differenceOf, replacedPlan } from './compare.ts';
import { findPlan } from './find.ts';
import { blocksOfText } from './open.ts';

const target = (indicator: string, operator: Target['operator'], value: string): Target => ({
  id: indicator,
  name: { vi: indicator, en: indicator },
  indicator,
  operator,
  rule: { kind: 'threshold', milestones: [{ value, due: '2025-12-31' }] },
  aspiration: false,
  place: 'Mục I',
  clause: '',
  note: '',
});

test('what a newer decision adds, drops, raises and lowers', () => {
  const { targets, replaces } = findPlan(
    blocksOfText(
      'I. CHỈ TIÊU NĂM 2026\n- Tỷ lệ hồ sơ trực tuyến đạt 80%.\n- Thời gian chờ không quá 15 phút.\n- Tỷ lệ hồ sơ giải quyết đúng hạn đạt 95%.\n- Mức độ hài lòng của người dân đạt 96%.\nII. HIỆU LỰC\n1. Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 20/7/2025 của Ủy ban nhân dân.',
      'moi.txt',
    ),
  );
  const older = [
    target('online_rate', '>=', '70'),
    target('waiting_minutes', '<=', '30'),
    target('on_time_rate', '>=', '98'),
    target('full_service_coverage', '>=', '80'),
  ];
  const { added, dropped, raised, lowered } = differenceOf(targets, older);
  expect(added.map(({ indicator }) => indicator)).toEqual(['satisfaction_rate']);
  expect(dropped.map(({ indicator }) => indicator)).toEqual(['full_service_coverage']);
  expect(raised.map(({ before }) => before.indicator)).toEqual(['online_rate', 'waiting_minutes']);
  expect(lowered.map(({ before }) => before.indicator)).toEqual(['on_time_rate']);
  const plan = { number: '12/KH-UBND' } as Plan;
  expect(replacedPlan({ replaces }, [{ number: '' } as Plan, plan])).toBe(plan);
});
