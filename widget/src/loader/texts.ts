export const LAUNCHER_TEXTS = {
  en: {
    open: "Open chat",
    close: "Close chat",
    dismiss: "Dismiss",
    unread: (count: number) => `Open chat, ${count} unread`,
  },
  id: {
    open: "Buka obrolan",
    close: "Tutup obrolan",
    dismiss: "Tutup pesan",
    unread: (count: number) => `Buka obrolan, ${count} belum dibaca`,
  },
};
