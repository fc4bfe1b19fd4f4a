// Drives Firefox over WebDriver BiDi: node firefox.mjs PAGE FILE FIREFOX, in a folder
// with puppeteer-core. Prints one JSON object: what the page did with the file.
import path from "node:path";

import puppeteer from "puppeteer-core";

const [page_url, file, firefox, port] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: "firefox",
  protocol: "webDriverBiDi",
  executablePath: firefox,
  headless: true,
});
const page = await browser.newPage();

async function until(script) {
  const late = Date.now() + 150_000;
  while (Date.now() < late) {
    const found = await page.evaluate(`(${script})`);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not in time: ${script}`);
}

try {
  await page.goto(page_url);
  const root = "document.documentElement.dataset";
  await until(`${root}.ready || ${root}.failed`);
  const failed = await page.evaluate(`${root}.failed ?? null`);
  const input = await page.$("#file-input");
  await input.uploadFile(file);
  const name = JSON.stringify(path.basename(file));
  const chosen = "document.querySelector('.file-bar select')?.selectedOptions[0]";
  await until(`${chosen}?.textContent === ${name} && !${root}.busy`);
  const summary = await page.evaluate(
    "document.querySelector('.file-bar .summary').innerText",
  );
  const sent = await page.evaluate(
    `fetch("http://127.0.0.1:${port}/").then(() => "reached", () => "refused")`,
  );
  console.log(JSON.stringify({ failed, summary, sent }));
} finally {
  await browser.close();
}
