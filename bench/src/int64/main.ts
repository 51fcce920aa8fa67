// `pnpm bench:int64`: what exact 64-bit integers cost when a response is read: 5,000 objects, of which each has one.
import { int64Parser } from "../../../packages/runtime/dist/int64/index.js";

const ITEMS = 5_000;
const ROUNDS = 30;

/** A response of 0.7 MB. */
function response(id: (index: number) => string): string {
  const items = Array.from(
    { length: ITEMS },
    (_, index) =>
      `{"id":${id(index)},"name":"Customer ${index}","email":"customer${index}@shop.example","tags":["a","b"],"address":{"street":"High Street ${index}","city":"Rome"}}`,
  );
  return `{"data":[${items.join(",")}]}`;
}

/** The median duration of a function, in ms. */
function median(run: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[ROUNDS / 2] ?? 0;
}

const parse = int64Parser({ properties: { data: { items: { properties: { id: true } } } } });
const small = response((index) => `${index}`);
const large = response((index) => `${9_007_199_254_740_993n + BigInt(index)}`);
const source = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" && !Number.isSafeInteger(value) ? BigInt(context?.source ?? value) : value,
  );
const rows: readonly (readonly [name: string, run: () => unknown])[] = [
  ["JSON.parse, small integers", () => JSON.parse(small)],
  ["exact, small integers", () => parse(small)],
  ["JSON.parse, large integers (rounded)", () => JSON.parse(large)],
  ["exact, large integers", () => parse(large)],
  ["JSON.parse with a reviver, large integers", () => source(large)],
];
console.log(`Node ${process.versions.node}, ${(small.length / 1e6).toFixed(2)} MB, median of ${ROUNDS}`);
for (const [name, run] of rows) console.log(`${name.padEnd(44)}${median(run).toFixed(1).padStart(7)} ms`);
