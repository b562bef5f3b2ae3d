/** What the ribbon's buttons call; `manifest.xml` names the same. */
export const COMMAND_IDS = ['lapBaoCao', 'capNhatSoLieu', 'chuyenThanhGiaTri'] as const;

export type CommandId = (typeof COMMAND_IDS)[number];
