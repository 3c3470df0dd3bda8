import { minify } from "terser";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Vite's own minifier first, then terser: a hundredth smaller than either alone, and the widget is weighed by the byte. */
const smaller: Plugin = {
  name: "smaller",
  generateBundle: {
    order: "post",
    async handler(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        const { code } = await minify(chunk.code, { module: true, compress: { passes: 3, ecma: 2022 } });
        chunk.code = code ?? chunk.code;
      }
    },
  },
};

export default defineConfig({
  base: "./",
  plugins: [smaller],
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // As a library: an application's chunks are preloaded by code that the loader would have to carry.
    lib: { entry: { loader: "src/loader/index.ts", frontdesk: "src/module/frontdesk.ts" }, formats: ["es"] },
    rollupOptions: {
      output: {
        // What every part of the panel uses comes with the panel: a chunk of its own would be one more round trip.
        codeSplitting: {
          groups: [
            {
              name: "panel",
              test: /node_modules\/preact|src\/panel\/(?!form|fields)[^/]+$|src\/client\/(http|api|ids|unread|index)\.ts/,
            },
          ],
        },
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
      },
    },
  },
  test: { include: ["tests/**/*.test.ts"], setupFiles: "tests/same_courses.ts", testTimeout: 30_000 },
});
