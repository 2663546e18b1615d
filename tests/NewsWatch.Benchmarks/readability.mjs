// Reads pages with Readability on jsdom and prints one line: bytes read, seconds of processor time.
// node readability.mjs LIST   where LIST has one path of a gzipped page a line; the packages are looked for in the current folder.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "here.js"));
const { JSDOM, VirtualConsole } = require("jsdom");
const { Readability } = require("@mozilla/readability");

const pages = readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean).map((path) => gunzipSync(readFileSync(path)).toString("utf8"));
const warm = Math.min(10, pages.length);
let bytes = 0;
let failed = 0;

function read(html) {
  const dom = new JSDOM(html, { url: "https://news.example/2020/01/02/story", virtualConsole: new VirtualConsole() });
  try {
    new Readability(dom.window.document).parse();
  } catch {
    failed++;
  }
  dom.window.close();
}

pages.slice(0, warm).forEach(read);
failed = 0;
const before = process.cpuUsage();
for (const page of pages) {
  bytes += Buffer.byteLength(page);
  read(page);
}
const spent = process.cpuUsage(before);
console.log(JSON.stringify({ bytes, failed, seconds: (spent.user + spent.system) / 1e6 }));
