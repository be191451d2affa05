/** With which words a sentence begins to say what would do. */
export const ORDERS: Readonly<Record<string, readonly string[]>> = {
  en: (
    'accept admit announce annul answer approve ask assess begin build cancel change check choose cite close compare complete ' +
    'correct count do draft end evaluate give hand handle have hold issue leave look make mark mend merge name narrow open plan ' +
    'propose publish put rate read recommend record refer register reschedule resume revise revoke say schedule send split start ' +
    'supersede switch take terminate transfer try unlink unmerge use wait write'
  ).split(' '),
  id: (
    'alihkan ambil baca bandingkan batalkan betulkan biarkan catat coba daftarkan hapus kembalikan kirim kurangi lakukan lihat ' +
    'minta mintalah mulai naikkan nyatakan pakai perbaiki periksa persempit pilih pulihkan samakan sebutkan susun tanyakan tukar ' +
    'tulis tunggu ubah'
  ).split(' '),
};
