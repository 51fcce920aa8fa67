import type { HomeText } from "./home.ts";

/** The first page of this project. */
export const HOME: HomeText = {
  headline: "The Copilot API, typed and within its limits",
  about:
    "One client for clients, companies, messages, files, invoices, contracts, forms, tasks and webhooks. No dependencies, and no surprise when the API grows.",
  code: `import { Copilot } from "copilot-sdk";

const copilot = new Copilot(); // reads COPILOT_API_KEY

const client = await copilot.clients.create({
  givenName: "Ada",
  familyName: "Martin",
  email: "ada@acme.example",
});

for await (const invoice of copilot.invoices.list()) {
  console.log(invoice.status, invoice.total);
}`,
  links: [
    { title: "Get started", address: "guide/" },
    { title: "API reference", address: "reference/" },
  ],
  promises: [
    {
      title: "Additions never break you",
      text: "New attributes, enum values and event types change neither a running program nor its next compilation.",
      address: "project/compat",
    },
    {
      title: "No 429 in your code",
      text: "All clients of a key share 20 requests per second. Calls wait for their turn instead of failing.",
      address: "guide/rate-limit",
    },
    {
      title: "Lists that continue",
      text: "Iterate over all pages, or read one at a time. An error knows where to go on.",
      address: "guide/pages",
    },
    {
      title: "Webhooks you can trust",
      text: "Signatures verified, repetitions handled once, every event typed.",
      address: "guide/webhooks",
    },
    {
      title: "Whole files or none",
      text: "An upload creates, sends and waits in one call. Memory does not grow with the size.",
      address: "guide/uploads",
    },
    {
      title: "Runs where you do",
      text: "Node, Bun, Deno, workers, browsers and jest, as ES modules and CommonJS.",
      address: "guide/runtimes",
    },
  ],
};
