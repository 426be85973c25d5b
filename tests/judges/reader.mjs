// The reader's side of search without a browser: the program that a site brings along, in a page that has nothing but the means to
// load scripts. Gives what the program offers, and the files that it loaded.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const SOURCE = "http://localhost/search/index.js";

export function reader(site) {
  const file = (address) => path.join(site, new URL(address).pathname);
  const loaded = [];
  const head = { append(script) {
    loaded.push(file(script.src));
    try {
      vm.runInContext(fs.readFileSync(file(script.src), "utf8"), context);
      script.onload();
    } catch (error) { script.onerror(error); }
  } };
  const document = { currentScript: { src: SOURCE }, head, documentElement: { lang: "en-GB" }, createElement: () => ({}), querySelector: () => null };
  const context = vm.createContext({ document, URL, console });
  context.window = context;
  // There is no page here: what would begin one is not called.
  vm.runInContext(fs.readFileSync(file(SOURCE), "utf8").replace('typeof start === "function" && start()', "0"), context);
  return { ...context.pamphletSearch, loaded };
}
