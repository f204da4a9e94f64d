import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The server's policy allows scripts and styles from its own files alone, so nothing may end up inside the pages. Names carry
// the hash of what is in them, and the same sources give the same bytes.
export default defineConfig({
  base: "/",
  plugins: [react()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { account: "account.html", developer: "developer.html" },
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules/ },
            { name: "shared", test: /src\/(shared|api)\// },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8420", "/oauth2": "http://127.0.0.1:8420" } },
});
