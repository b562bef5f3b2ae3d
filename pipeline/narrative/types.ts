/**
 * What a narrative report says, by the names that stand between braces in its template (`templates/README.md`). Vietnamese, as
 * it goes on paper.
 */
export interface Narrative {
  co_quan_cap_tren: string;
  co_quan: string;
  /** `SGDĐT`, behind the number. */
  viet_tat: string;
  dia_danh: string;
  ten_don_vi: string;
  ke_hoach: string;
  ke_hoach_ngan: string;
  tu_ngay: string;
  den_ngay: string;
  /** The verdict in a sentence. */
  ket_luan: string;
  so_chi_tieu: number;
  so_dat: number;
  so_chua_dat: number;
  chi_tieu: readonly NarrativeTarget[];
  dat: readonly NarrativeTarget[];
  chua_dat: readonly NarrativeTarget[];
  /** Why, whether it will be met in time, what to do: a sentence each. */
  nguyen_nhan: readonly string[];
  du_kien: readonly string[];
  giai_phap: readonly string[];
  /** What is missing of what the figures stand on. */
  luu_y: readonly string[];
  chuc_vu: readonly string[];
  nguoi_ky: string;
  noi_nhan: readonly string[];
}

export interface NarrativeTarget {
  stt: number;
  ten: string;
  tu_so: string;
  mau_so: string;
  ket_qua: string;
  nguong: string;
  han: string;
  danh_gia: string;
  /** What is missing, or what the verdict lacks. */
  con_thieu: string;
}
