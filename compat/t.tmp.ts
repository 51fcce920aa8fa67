import { readFileSync, rmSync } from "node:fs";
import { additiveKinds } from "./src/mutate/additive/index.ts";
import { mutationsOf, mutate } from "./src/mutate/mutate.ts";
import { installPackages } from "./src/packages/install.ts";
import { corpusOf } from "./src/corpus/read-corpus.ts";
import { compileCorpus } from "./src/corpus/compile-corpus.ts";
import config from "../spec/sdk.config.ts";
const document = JSON.parse(readFileSync("/tmp/wt/compat/.wire/openapi.json","utf8"));
const original = {document, packages: config.packages!};
const all = mutationsOf(original, additiveKinds, 1);
const corpus = await corpusOf(original);
for (const [f, d] of [["/tmp/compat-base", original], ["/tmp/compat-all", mutate(original, all, additiveKinds)]] as const) {
  rmSync(f, {recursive: true, force: true});
  console.time(f); console.log((await installPackages(d, f)).slice(0,10)); console.timeEnd(f);
  for (const v of ["7.0", "5.0"] as const) { console.time(v); const e = await compileCorpus(corpus, f, v); console.log(f, v, e.length, e.slice(0, 6), Object.entries(Object.groupBy(e, x=>x.code)).map(([k,v])=>k+":"+v!.length)); console.timeEnd(v); }
}
