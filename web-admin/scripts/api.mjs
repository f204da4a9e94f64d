// Makes src/api/schema.d.ts from the OpenAPI document; with --check it only says whether the file is what it should be.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../../openapi/tmcpd.json", import.meta.url);
const target = new URL("../src/api/schema.d.ts", import.meta.url);
const heading = "// Made from openapi/tmcpd.json by `npm run api`.\n\n";
const made = heading + astToString(await openapiTS(JSON.parse(readFileSync(document, "utf8")), { alphabetize: true }));

if (!process.argv.includes("--check")) {
  writeFileSync(target, made);
} else if (readFileSync(target, "utf8") !== made) {
  console.error("src/api/schema.d.ts does not fit openapi/tmcpd.json. Run: npm run api");
  process.exitCode = 1;
}
