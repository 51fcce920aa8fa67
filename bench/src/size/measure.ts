import { type BundleSource, type Weight, weigh } from "./bundle.ts";

/** What a consumer imports, and how large it may be. */
export interface SizeSubject extends BundleSource {
  readonly name: string;
  readonly title: string;
  /** The most bytes that it should have, minified and compressed; undefined: it is here for comparison. */
  readonly goal: number | undefined;
}

/** How large it is. */
export interface SizeFigures extends Weight {
  readonly subject: string;
  readonly title: string;
  readonly goal: number | undefined;
}

const ours = { folder: "../../../packages/copilot-sdk/", platform: "neutral" } as const;

/** What is measured. Exports keep the bundler from leaving out what nobody calls. */
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
    goal: 5_000,
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
    goal: 20_000,
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

/** Bundles a subject and weighs it. */
export async function measureSize(subject: SizeSubject): Promise<SizeFigures> {
  const { name, title, goal } = subject;
  return { subject: name, title, ...(await weigh(subject)), goal };
}
