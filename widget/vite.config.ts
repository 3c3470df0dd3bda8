import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "./",
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    modulePreload: false,
    rollupOptions: {
      input: "src/loader/index.ts",
      preserveEntrySignatures: false,
      output: {
        entryFileNames: "loader.js",
        chunkFileNames: "[name]-[hash].js",
      },
    },
  },
  test: { include: ["tests/**/*.test.ts"], testTimeout: 30_000 },
});
