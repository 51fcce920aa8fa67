import { type BundleSource, type Weight, weigh } from "./bundle.ts";

/** An import of a consumer, and its size limit. */
export interface SizeSubject extends BundleSource {
  readonly name: string;
  readonly title: string;
  /** The maximum size in bytes, minified and compressed. Undefined for comparisons. */
  readonly goal: number | undefined;
}

/** The measured size. */
export interface SizeFigures extends Weight {
  readonly subject: string;
  readonly title: string;
  readonly goal: number | undefined;
}

const ours = { folder: "../../../packages/copilot-sdk/", platform: "neutral" } as const;

/** The measured imports. Each module exports them, because bundlers remove unused code. */
export const subjects: readonly SizeSubject[] = [
  {
    ...ours,
    name: "operation",
    title: "one operation",
    source: `
      import { api, listInvoices } from "@copilot-sdk/billing";
      import { ApiClient } from "@copilot-sdk/runtime";
      export const invoices = new ApiClient(api).transport.page(listInvoices);
    `,
    goal: 8_000,
  },
  {
    ...ours,
    name: "package",
    title: "one package",
    source: `export { BillingClient } from "@copilot-sdk/billing";`,
    goal: 9_000,
  },
  {
    ...ours,
    name: "umbrella",
    title: "the umbrella",
    source: `export { Copilot } from "./dist/index.js";`,
    goal: 14_000,
  },
  {
    name: "smallest",
    title: "smallest client",
    source: `export { SmallestClient } from "./smallest-client.ts";`,
    folder: "../overhead/",
    goal: undefined,
    platform: "neutral",
  },
  {
    name: "official",
    title: "official SDK",
    source: `export { copilotApi } from "copilot-node-sdk";`,
    folder: "../../",
    goal: undefined,
    platform: "node",
  },
];

/** Bundles an import and returns its size. */
export async function measureSize(subject: SizeSubject): Promise<SizeFigures> {
  const { name, title, goal } = subject;
  return { subject: name, title, ...(await weigh(subject)), goal };
}
