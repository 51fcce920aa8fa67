import { rmSync } from "node:fs";
import { additiveKinds } from "./src/mutate/additive/index.ts";
import { mutationsOf, mutate } from "./src/mutate/mutate.ts";
import { installPackages } from "./src/packages/install.ts";
import { corpusOf } from "./src/corpus/read-corpus.ts";
import { compileCorpus } from "./src/corpus/compile-corpus.ts";
import { readSubjects } from "./src/subjects.ts";
for (const { name, source, consumers } of readSubjects()) {
const all = mutationsOf(source, additiveKinds, 1);
console.log(all.length, Object.entries(Object.groupBy(all, m=>m.kind)).map(([k,v])=>k+" "+v!.length).join(", "));
const corpus = await corpusOf(source, consumers);
for (const [f, d] of [["/tmp/compat-base-"+name, source], ["/tmp/compat-all-"+name, mutate(source, all, additiveKinds)]] as const) {
  rmSync(f, {recursive: true, force: true});
  console.log((await installPackages(d, f)).slice(0,10));
  for (const v of ["7.0", "5.0"] as const) { const e = await compileCorpus(corpus, f, v); console.log(f, v, e.length, e.slice(0, 6), Object.entries(Object.groupBy(e, x=>x.code)).map(([k,v])=>k+":"+v!.length));  }
}}
