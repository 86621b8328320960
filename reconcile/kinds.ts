/** Every kind of disagreement: what it is called in the offices, and what to do about it. */
export const kinds = {
  'send-without-draft': {
    term: 'hồ sơ đã chuyển nhưng iDesk không có dự thảo',
    remedy: "Restore iDesk's document from a backup, or let the officer send the dossier again.",
  },
  'draft-without-send': {
    term: 'dự thảo từ iGate nhưng iGate không có lần chuyển',
    remedy: "Restore iGate's transfer from a backup; until then nothing about this draft reaches iGate.",
  },
  'draft-differs': {
    term: 'dự thảo khác với hồ sơ đã chuyển',
    remedy: 'Compare both sides with a backup, and restore the one that was changed.',
  },
  'failed-but-arrived': {
    term: 'báo lỗi nhưng đã đến nơi',
    remedy:
      'Let an administrator retry the transfer: the receiver recognises it, and the sender notes that it has arrived.',
  },
  'failed-without-reason': {
    term: 'chuyển lỗi nhưng không ghi lý do',
    remedy: 'Look for the transfer in the log, then let an administrator retry it.',
  },
  'pending-without-job': {
    term: 'đang chuyển nhưng không còn trong hàng đợi',
    remedy: 'Run this command with --repair: it puts the transfer back into the queue.',
  },
  'results-not-attached': {
    term: 'đã nhận kết quả nhưng hồ sơ không có tập tin kết quả',
    remedy: "Restore the dossier's attachments from a backup, or attach the files again.",
  },
  'result-without-source': {
    term: 'tập tin kết quả không có nguồn trong iDesk',
    remedy: "Restore iDesk's document or its file from a backup, or remove the result that nobody issued.",
  },
  'result-differs': {
    term: 'tập tin kết quả khác với tệp trong iDesk',
    remedy: 'Compare both sides with a backup, and restore the one that was changed.',
  },
  'recall-disagrees': {
    term: 'thu hồi văn bản không khớp với tập tin kết quả',
    remedy: 'Run this command with --repair: iDesk tells iGate once more where the document stands.',
  },
  'report-given-up': {
    term: 'iDesk chưa báo được trạng thái văn bản cho iGate',
    remedy: 'Run this command with --repair: iDesk tells iGate once more where the document stands.',
  },
  'calendar-disagrees': {
    term: 'lịch làm việc của hai hệ thống không khớp',
    remedy: 'Run this command with --repair: iGate tells iDesk the calendar once more.',
  },
  'due-date-disagrees': {
    term: 'ngày hẹn trả trong iDesk không khớp với iGate',
    remedy: 'Run this command with --repair: iGate tells iDesk once more when the dossier is due.',
  },
  'timeline-differs': {
    term: 'diễn biến văn bản trong iGate không khớp với iDesk',
    remedy:
      "Run this command with --repair: iDesk tells iGate every step once more. What iDesk does not know itself has to be restored in iDesk's history from a backup.",
  },
  'push-without-arrival': {
    term: 'đã chuyển kết quả nhưng iGate không có',
    remedy: "Restore iGate's transfer from a backup, or let the clerk push the results again.",
  },
  'arrival-without-push': {
    term: 'iGate nhận kết quả mà iDesk không chuyển',
    remedy: "Restore iDesk's push from a backup; if there never was one, find out who wrote the transfer.",
  },
  'crossing-missing': {
    term: 'thiếu liên kết giữa lần chuyển và văn bản',
    remedy: 'Run this command with --repair: it notes the link again.',
  },
  'message-forgotten': {
    term: 'quên thông điệp đã nhận',
    remedy: 'Run this command with --repair: the receiver remembers the message again.',
  },
  'crossing-without-transfer': {
    term: 'liên kết tới lần chuyển không tồn tại',
    remedy: "Restore iGate's transfer from a backup.",
  },
  'state-disagrees': {
    term: 'trạng thái iDesk của hồ sơ không khớp',
    remedy: 'Run this command with --repair: iDesk tells iGate once more where the document stands.',
  },
  'dossier-contradicts-transfers': {
    term: 'hồ sơ mâu thuẫn với các lần chuyển của nó',
    remedy: "Restore the dossier's row or its transfers from a backup.",
  },
  'file-missing': {
    term: 'thiếu tệp',
    remedy:
      'Restore the file from a backup of this store; the other system may hold the same content under the same digest.',
  },
  'file-changed': {
    term: 'tệp bị thay đổi',
    remedy:
      'Restore the file from a backup of this store; the other system may hold the same content under the same digest.',
  },
  'file-record-missing': {
    term: 'nhật ký có tệp mà hồ sơ hay văn bản không còn',
    remedy:
      "Restore the dossier's or the document's row from a backup. The bytes are kept in the store until then, unless they are reported missing too.",
  },
  'file-orphaned': {
    term: 'tệp không thuộc hồ sơ hay văn bản nào',
    remedy:
      'Nothing refers to it: a crash between an upload and its record leaves such files. The systems remove it by themselves once FILE_GRACE_SECONDS are over; otherwise run this command with --repair.',
  },
  'audit-miscounted': {
    term: 'nhật ký không khớp với các thao tác',
    remedy: 'Compare the audit log with a backup: entries are never removed in the ordinary way.',
  },
  'history-miscounted': {
    term: 'lịch sử văn bản không khớp với các thao tác',
    remedy: "Compare the document's history with a backup: entries are never removed in the ordinary way.",
  },
  'number-missing': {
    term: 'thiếu số văn bản trong sổ đăng ký',
    remedy: 'Restore the documents from a backup: a number that was given is never given back.',
  },
  'number-repeated': {
    term: 'trùng số văn bản trong sổ đăng ký',
    remedy: 'Find out which document was issued first; recall the other one and issue it anew.',
  },
  'register-behind': {
    term: 'sổ đăng ký văn bản chậm hơn số đã cấp',
    remedy: 'Run this command with --repair: it sets the register to the highest number given.',
  },
  'reception-missing': {
    term: 'thiếu số thứ tự tiếp nhận hồ sơ trong ngày',
    remedy: 'Restore the dossiers from a backup: a code that was given is never given back.',
  },
  'reception-behind': {
    term: 'bộ đếm tiếp nhận chậm hơn số đã cấp',
    remedy: 'Run this command with --repair: it sets the counter to the highest number given.',
  },
} as const satisfies Record<string, { term: string; remedy: string }>;

export type Kind = keyof typeof kinds;
