export const LAUNCHER_TEXTS = {
  en: {
    open: "Open chat",
    close: "Close chat",
    unread: (count: number) => `Open chat, ${count} unread`,
  },
  id: {
    open: "Buka obrolan",
    close: "Tutup obrolan",
    unread: (count: number) => `Buka obrolan, ${count} belum dibaca`,
  },
};
