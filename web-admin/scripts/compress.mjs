// Puts a compressed copy beside each script and style of dist/, for the server to send to browsers that take it. Level and header
// are fixed; the stream itself may differ between builds of zlib, so it is proved by what comes out of it.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const folder = new URL("../dist/assets/", import.meta.url);
for (const name of readdirSync(folder).filter((found) => /\.(js|css)$/.test(found))) {
  const compressed = gzipSync(readFileSync(new URL(name, folder)), { level: 9 });
  compressed.fill(0, 4, 8); // no time
  compressed[9] = 255; // no system (RFC 1952 section 2.3.1)
  writeFileSync(new URL(`${name}.gz`, folder), compressed);
}
