/** What stands in the conversation of the preview. */
export const SAMPLES = {
  agent: "Sari",
  en: {
    visitor: "Hello! Do you ship to Bali?",
    answer: "Yes, we do. It takes two to four days.",
    thanks: "Great, thank you!",
    preview: "This is the preview: nothing is sent, and nobody reads it.",
  },
  id: {
    visitor: "Halo! Apakah bisa kirim ke Bali?",
    answer: "Bisa. Pengiriman memakan waktu dua sampai empat hari.",
    thanks: "Baik, terima kasih!",
    preview: "Ini pratinjau: tidak ada yang dikirim, dan tidak ada yang membaca.",
  },
} as const;
