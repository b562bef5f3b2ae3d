import type { Words } from '../../../pipeline/messages.ts';

/** A question to begin with: what it asks, and how. */
export interface Example {
  id: string;
  vi: string;
  en: string;
  /** The columns of the answer are named in the language of whoever asks. */
  sql: Words;
}

/** Questions that directors ask, each of them answered by any warehouse that has the table. */
export const EXAMPLES: readonly [Example, ...Example[]] = [
  {
    id: 'channels',
    vi: 'Hồ sơ theo hình thức nộp',
    en: 'Dossiers by channel',
    sql: {
      vi: `SELECT c.vi AS hinh_thuc_nop, count(*) AS so_ho_so
FROM dossiers AS d
LEFT JOIN codes AS c ON c.list = 'channel' AND c.value = d.channel
GROUP BY ALL
ORDER BY so_ho_so DESC`,
      en: `SELECT c.en AS channel, count(*) AS dossier_count
FROM dossiers AS d
LEFT JOIN codes AS c ON c.list = 'channel' AND c.value = d.channel
GROUP BY ALL
ORDER BY dossier_count DESC`,
    },
  },
  {
    id: 'late',
    vi: 'Lĩnh vực có nhiều hồ sơ trễ hẹn nhất',
    en: 'Fields with the most late dossiers',
    sql: {
      vi: `SELECT field_name AS linh_vuc,
  count(*) AS da_giai_quyet,
  count(*) FILTER (finished_at::DATE > due_at::DATE) AS tre_hen,
  round(100 * tre_hen / da_giai_quyet, 2) AS ty_le_tre
FROM dossiers
WHERE finished_at IS NOT NULL AND due_at IS NOT NULL
GROUP BY ALL
ORDER BY tre_hen DESC, linh_vuc`,
      en: `SELECT field_name AS field,
  count(*) AS finished,
  count(*) FILTER (finished_at::DATE > due_at::DATE) AS late,
  round(100 * late / finished, 2) AS late_rate
FROM dossiers
WHERE finished_at IS NOT NULL AND due_at IS NOT NULL
GROUP BY ALL
ORDER BY late DESC, field`,
    },
  },
  {
    id: 'months',
    vi: 'Hồ sơ tiếp nhận và trực tuyến từng tháng',
    en: 'Dossiers received and online, month by month',
    sql: {
      vi: `SELECT strftime(received_at, '%Y-%m') AS thang,
  count(*) AS tiep_nhan,
  count(*) FILTER (channel IN ('remote', 'assisted', 'online_unspecified')) AS truc_tuyen
FROM dossiers
WHERE received_at IS NOT NULL
GROUP BY ALL
ORDER BY thang`,
      en: `SELECT strftime(received_at, '%Y-%m') AS month,
  count(*) AS received,
  count(*) FILTER (channel IN ('remote', 'assisted', 'online_unspecified')) AS online
FROM dossiers
WHERE received_at IS NOT NULL
GROUP BY ALL
ORDER BY month`,
    },
  },
  {
    id: 'days',
    vi: 'Số ngày giải quyết của từng đơn vị',
    en: 'Days to finish, unit by unit',
    sql: {
      vi: `SELECT u.name AS don_vi, count(*) AS so_ho_so,
  round(avg(date_diff('day', d.received_at, d.finished_at)), 1) AS so_ngay_trung_binh,
  max(date_diff('day', d.received_at, d.finished_at)) AS lau_nhat
FROM dossiers AS d
JOIN units AS u USING (unit_id)
WHERE d.finished_at >= d.received_at
GROUP BY ALL
ORDER BY so_ngay_trung_binh DESC`,
      en: `SELECT u.name AS unit, count(*) AS dossier_count,
  round(avg(date_diff('day', d.received_at, d.finished_at)), 1) AS mean_days,
  max(date_diff('day', d.received_at, d.finished_at)) AS longest
FROM dossiers AS d
JOIN units AS u USING (unit_id)
WHERE d.finished_at >= d.received_at
GROUP BY ALL
ORDER BY mean_days DESC`,
    },
  },
  {
    id: 'waiting',
    vi: 'Hồ sơ chưa xong và đã quá hạn',
    en: 'Dossiers overdue and not finished',
    sql: {
      vi: `SELECT dossier_code AS ma_ho_so, field_name AS linh_vuc, received_at::DATE AS tiep_nhan, due_at::DATE AS hen_tra
FROM dossiers
WHERE finished_at IS NULL AND due_at < (SELECT max(received_at) FROM dossiers)
ORDER BY due_at
LIMIT 200`,
      en: `SELECT dossier_code AS dossier, field_name AS field, received_at::DATE AS received, due_at::DATE AS due
FROM dossiers
WHERE finished_at IS NULL AND due_at < (SELECT max(received_at) FROM dossiers)
ORDER BY due_at
LIMIT 200`,
    },
  },
  {
    id: 'payments',
    vi: 'Tiền thu qua từng phương thức thanh toán',
    en: 'Money by method of payment',
    sql: {
      vi: `SELECT c.vi AS phuong_thuc, count(*) AS so_giao_dich, sum(p.amount) AS so_tien
FROM payments AS p
LEFT JOIN codes AS c ON c.list = 'payment_method' AND c.value = p.payment_method
WHERE p.payment_status = 'success'
GROUP BY ALL
ORDER BY so_tien DESC`,
      en: `SELECT c.en AS method, count(*) AS payment_count, sum(p.amount) AS total
FROM payments AS p
LEFT JOIN codes AS c ON c.list = 'payment_method' AND c.value = p.payment_method
WHERE p.payment_status = 'success'
GROUP BY ALL
ORDER BY total DESC`,
    },
  },
  {
    id: 'files',
    vi: 'Tệp nào có nhiều dòng bị loại nhất',
    en: 'Files with the most rejected rows',
    sql: {
      vi: `SELECT i.file AS tep, s.sheet AS trang_tinh, s.rows_read AS so_dong, s.rows_rejected AS bi_loai
FROM imports AS i
JOIN import_sheets AS s USING (import_id)
ORDER BY bi_loai DESC, tep`,
      en: `SELECT i.file AS file_name, s.sheet AS sheet_name, s.rows_read AS row_count, s.rows_rejected AS rejected
FROM imports AS i
JOIN import_sheets AS s USING (import_id)
ORDER BY rejected DESC, file_name`,
    },
  },
];
