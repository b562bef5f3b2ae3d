import { vietnameseDate } from '../dates.ts';
import { detailOf } from '../evaluate/detail.ts';
import { lacksOnPaper } from '../evaluate/lack-words.ts';
import type { EvaluatedTarget } from '../evaluate/targets.ts';
import { statusWord, thresholdText, toDoWords, valueWords } from '../evaluate/words.ts';
import type { Narrative, NarrativeTarget } from '../narrative/types.ts';
import { numberText } from '../numbers.ts';
import { officeAbbreviation } from '../report/format.ts';
import { reportOptions } from '../report/options.ts';
import { briefOf } from './brief.ts';
import { evaluateTargets, type PlanQuestion } from './evaluate.ts';
import type { Office } from './scope.ts';

/** What the narrative report of a plan, a unit and a period says. */
export async function narrativeOf(office: Office, question: PlanQuestion): Promise<Narrative> {
  const { plan, unit: id, period } = question;
  const { units, office: layer } = office.library;
  const unit = units.byId.get(id);
  const shortName = unit?.shortName ?? id;
  const own = reportOptions(layer.defaults, id);
  const evaluated = await evaluateTargets(office, question);
  // The same words as on the page for a leader: two papers of one office must not differ.
  const brief = await briefOf(office, question);
  const lines = (at: string): readonly string[] =>
    brief.sections.find(({ heading }) => heading.endsWith(at))?.lines ?? [];
  const rows = evaluated.map(targetOf);
  const of = (isMet: boolean): NarrativeTarget[] =>
    rows.filter((_, at) => (evaluated[at]?.row.status === 'met') === isMet);
  return {
    co_quan_cap_tren: brief.superior,
    co_quan: brief.unit,
    viet_tat: officeAbbreviation(shortName),
    dia_danh: brief.place,
    ten_don_vi: shortName,
    ke_hoach: plan.title.vi,
    ke_hoach_ngan: plan.shortTitle,
    tu_ngay: vietnameseDate(period.from),
    den_ngay: vietnameseDate(period.asOf),
    ket_luan: brief.verdict,
    so_chi_tieu: rows.length,
    so_dat: of(true).length,
    so_chua_dat: of(false).length,
    chi_tieu: rows,
    dat: of(true),
    chua_dat: of(false),
    nguyen_nhan: lines('Vì sao'),
    du_kien: lines('Đến hạn có đạt không'),
    giai_phap: lines('Việc nên làm trước'),
    luu_y: [...new Set(evaluated.flatMap(({ row }) => lacksOnPaper(row.lacks)))],
    chuc_vu: brief.signatory,
    nguoi_ky: own.signatory?.name ?? '',
    noi_nhan: own.recipients ?? ['Như trên;', 'Lưu: VT.'],
  };
}

function targetOf(one: EvaluatedTarget, at: number): NarrativeTarget {
  const { row, target } = one;
  const detail = detailOf(one);
  const number = (value: number | null): string => (value === null ? '' : numberText(value, 'vi'));
  return {
    stt: at + 1,
    ten: target.name.vi,
    tu_so: number(row.numerator),
    mau_so: number(row.denominator),
    ket_qua: valueWords(detail, 'vi'),
    nguong: thresholdText(row, 'vi'),
    han: row.due === null ? '' : vietnameseDate(row.due),
    danh_gia: statusWord(row.status, 'vi') + (row.aspiration ? ' (phấn đấu)' : ''),
    con_thieu: toDoWords(detail, 'vi').join('; '),
  };
}
