import react from "@vitejs/plugin-react";
import { loadEnv } from "vite";
import { defineConfig } from "vitest/config";

const SERVICE_WORKER = "service_worker";

// `FRONTDESK_API` is where `npm run dev` finds the back end; the built dashboard calls its own origin.
export default defineConfig(({ mode }) => {
  const api = loadEnv(mode, ".", "FRONTDESK_").FRONTDESK_API ?? "http://127.0.0.1:3000";
  return {
    plugins: [react()],
    base: "/",
    resolve: {
      alias: { "react-style-singleton": new URL("src/parts/no_style_elements.ts", import.meta.url).pathname },
    },
    build: {
      target: ["chrome123", "edge123", "firefox120", "safari17.5"],
      // A strict Content-Security-Policy has no data: URLs for fonts and scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { index: "index.html", [SERVICE_WORKER]: "src/notifications/worker/service_worker.ts" },
        output: {
          // A worker's reach begins where its file is, and its address never changes.
          entryFileNames: ({ name }) => (name === SERVICE_WORKER ? "[name].js" : "assets/[name]-[hash].js"),
        },
      },
    },
    server: {
      headers: { "Service-Worker-Allowed": "/" },
      // The widget's own files too, for its preview.
      proxy: Object.fromEntries(
        ["/api", "/health", "/widget/"].map((path) => [path, { target: api, changeOrigin: true }]),
      ),
    },
    test: { include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"], testTimeout: 30_000 },
  };
});
