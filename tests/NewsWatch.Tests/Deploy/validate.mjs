// node validate.mjs MODULES FILE…: holds Kubernetes and KEDA manifests to their published schemas, and a Dockerfile to its grammar.
// MODULES is the node_modules folder with kubernetes-models, @kubernetes-models/keda, yaml and dockerfile-utils.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const [modules, ...files] = process.argv.slice(2);
const require = createRequire(modules + "/");
let problems = 0;
const say = (file, text) => { problems++; console.log(`${file}: ${text}`); };
for (const file of files) {
  const text = readFileSync(file, "utf8");
  if (file.endsWith("Dockerfile")) {
    for (const problem of require("dockerfile-utils").validate(text)) say(file, `${problem.range.start.line + 1}: ${problem.message}`);
    continue;
  }
  for (const parsed of require("yaml").parseAllDocuments(text)) {
    const document = parsed.toJS();
    if (document.kind === "Kustomization") continue;
    const [group, version] = document.apiVersion.includes("/") ? document.apiVersion.split("/") : ["", document.apiVersion];
    const place = group === "keda.sh" ? `@kubernetes-models/keda/keda.sh/${version}` : `kubernetes-models/${group ? group + "/" : ""}${version}`;
    let Model;
    try { Model = require(`${place}/${document.kind}`)[document.kind]; } catch (error) { say(file, `no schema for ${document.apiVersion} ${document.kind}: ${error.message.split("\n")[0]}`); continue; }
    try { new Model(document).validate(); } catch (error) { say(file, `${document.kind} ${document.metadata?.name}: ${error.message}`); }
  }
}
console.log(`${files.length} files, ${problems} problems`);
process.exit(problems ? 1 : 0);
