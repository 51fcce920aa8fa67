import { mkdir, realpath, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile, strictOptions } from "./support/compiler.ts";
import { writeProject } from "./support/project.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { testFolder } from "./support/workspace.ts";

const library = `
import { ApiClient, api, Copilot, listInvoices, retrieveInvoice, type PageOf, type Invoice, type InvoicePage } from "copilot-sdk";

export const copilot = new Copilot({ apiKey: "key" });
export const limit = copilot.rateLimit;
export const transport = copilot.transport;
export const operation = { ...retrieveInvoice, id: "mine" };
export const invoices = listInvoices;

export async function firstPage() {
  return copilot.invoices.list();
}
export async function answered() {
  return copilot.invoices.retrieve("in_1").withResponse();
}
export function pages() {
  return copilot.invoices.list().iterPages();
}
export function total(page: PageOf<Invoice, InvoicePage>) {
  return { sum: page.data.reduce((sum, invoice) => sum + invoice.total, 0), next: page.nextToken };
}
export function slim() {
  return new ApiClient(api, { apiKey: "key" }).page(listInvoices, { limit: 10 });
}
`;

const mistakes = `
import { Copilot, listInvoices, retrieveInvoice } from "copilot-sdk";

const copilot = new Copilot({ apiKey: "key" });
// @ts-expect-error the id is missing
copilot.request(retrieveInvoice);
// @ts-expect-error lists need page()
copilot.request(listInvoices);
// @ts-expect-error the parameters are missing
copilot.clients.update("id");
`;

/** A project with only the umbrella package, as pnpm installs it. */
async function isolatedProject(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  const compilerOptions = { ...strictOptions, declaration: true, outDir: "dist" };
  await writeProject(folder, { files, compilerOptions });
  await mkdir(join(folder, "node_modules/@types"), { recursive: true });
  for (const name of ["copilot-sdk", "typescript", "@types/node"]) {
    await symlink(await realpath(join(testFolder, "node_modules", name)), join(folder, "node_modules", name));
  }
  return folder;
}

test("a library with only the umbrella package can emit declarations for its functions", async () => {
  expect(await compile(await isolatedProject({ "library.ts": library }))).toEqual([]);
});

test("invalid calls do not compile", async () => {
  expect(await compile(await isolatedProject({ "mistakes.ts": mistakes }))).toEqual([]);
});
