// Compiled, never run: a generated package, and code that uses it.
import {
  APIError,
  type APIPromise,
  ApiClient,
  type ApiDescription,
  type ClientOptions,
  monthlyQuota,
  NotFoundError,
  operation,
  type Page,
  type PagePromise,
  pageOperation,
  type RequestOptions,
  Resource,
  type UploadContent,
  type UploadOptions,
  uploadOperation,
} from "@copilot-sdk/runtime";

export const api: ApiDescription = {
  name: "Shop",
  baseURL: "https://api.example.com",
  environment: "SHOP",
  authentication: { kind: "apiKey", in: "header", name: "X-API-KEY" },
  rateLimit: { requests: 20, perSeconds: 1, recoverySeconds: 1 },
  quota: monthlyQuota({ plans: { starter: 2000, enterprise: null } }),
  pagination: { kind: "cursor", cursor: "nextToken", items: "data", next: "nextToken" },
};

export interface Invoice {
  id: string;
  number?: string;
}
export interface InvoicePage {
  data: Invoice[] | null;
  nextToken?: string;
}
export interface ListInvoicesParams {
  limit?: number | undefined;
  nextToken?: string | undefined;
}
export interface UpdateInvoiceParams {
  memo: string;
}
export interface UploadFileParams {
  path: string;
}
interface CreateFileParams extends UploadFileParams {
  fileType: "file" | "folder";
}
export interface StoredFile {
  id: string;
  status: string;
}

export class Invoices extends Resource {
  list(params?: ListInvoicesParams, options?: RequestOptions): PagePromise<Invoice, InvoicePage> {
    return this.transport.page(listInvoices, params, options);
  }
  retrieve(id: string, options?: RequestOptions): APIPromise<Invoice> {
    return this.transport.request(retrieveInvoice, { id }, options);
  }
  update(id: string, params: UpdateInvoiceParams, options?: RequestOptions): APIPromise<Invoice> {
    return this.transport.request(updateInvoice, { ...params, id }, options);
  }
  upload(params: UploadFileParams, content: UploadContent, options?: UploadOptions): APIPromise<StoredFile> {
    return this.transport.upload(uploadFile, params, content, options);
  }
  delete(id: string, options?: RequestOptions): APIPromise<void> {
    return this.transport.request(deleteInvoice, { id }, options);
  }
}

export const listInvoices = /* @__PURE__ */ pageOperation<ListInvoicesParams, Invoice, InvoicePage>({
  id: "listInvoices",
  method: "GET",
  path: "/v1/invoices",
  query: ["limit", "nextToken", { name: "filter", style: "deepObject", explode: true }],
});
export const retrieveInvoice = /* @__PURE__ */ operation<{ id: string }, Invoice>({
  id: "retrieveInvoice",
  method: "GET",
  path: "/v1/invoices/{id}",
});
export const updateInvoice = /* @__PURE__ */ operation<UpdateInvoiceParams & { id: string }, Invoice>({
  id: "updateInvoice",
  method: "PATCH",
  path: "/v1/invoices/{id}",
  query: ["dryRun"],
  body: "json",
});
export const deleteInvoice = /* @__PURE__ */ operation<{ id: string }, void>({
  id: "deleteInvoice",
  method: "DELETE",
  path: "/v1/invoices/{id}",
  response: "empty",
});
export const createFile = /* @__PURE__ */ operation<CreateFileParams, StoredFile>({
  id: "createFile",
  method: "POST",
  path: "/v1/files/{fileType}",
  body: "json",
});
export const retrieveFile = /* @__PURE__ */ operation<{ id: string }, StoredFile>({
  id: "retrieveFile",
  method: "GET",
  path: "/v1/files/{id}",
});
export const uploadFile = /* @__PURE__ */ uploadOperation<UploadFileParams, StoredFile>({
  create: createFile,
  fixed: { fileType: "file" },
  url: "uploadUrl",
  method: "PUT",
  contentType: "application/octet-stream",
  ready: { operation: retrieveFile, parameters: { id: "id" }, property: "status", value: "completed" },
});

export class Shop extends ApiClient {
  readonly invoices: Invoices;
  constructor(options: ClientOptions = {}) {
    super(api, options);
    this.invoices = new Invoices(this.transport);
  }
}

export async function use(): Promise<void> {
  const shop = new Shop({ apiKey: "k", maxRetries: 1, rateLimit: { requests: 10, maxQueue: 100 } });
  const other: Shop = shop.withOptions({ timeout: 5_000, rateLimit: false });
  for await (const invoice of shop.invoices.list()) invoice.id.trim();
  const page = await shop.invoices.list({ limit: 10 });
  const { data, nextToken } = page;
  const items: Invoice[] = data;
  const token: string | undefined = nextToken;
  if (page.hasNextPage()) (await page.getNextPage()).nextToken?.trim();
  for await (const each of page.iterPages()) each.data.length + (each.nextToken?.length ?? 0);
  const some: Invoice[] = await other.invoices.list().toArray({ limit: 3 });
  const base: Page<Invoice> = page;
  const { data: invoice, response } = await shop.invoices.retrieve("1").withResponse();
  const status: number = response.status;
  const promise: Promise<Invoice> = shop.invoices.retrieve("1", { priority: 1, deadline: 5_000 });
  await shop.invoices.upload({ path: "/a" }, new Uint8Array(3), { pollTimeout: 1_000 });
  await shop.invoices.upload({ path: "/a" }, new Blob(["text"]));
  await shop.invoices.delete("1");
  const direct: Invoice = await shop.request(updateInvoice, { id: "1", memo: "" });
  const own = await shop.request(
    operation<{ id: string }, { ok: boolean }>({ id: "o", method: "GET", path: "/{id}" }),
    {
      id: "1",
    },
  );
  const queued: number | undefined = shop.rateLimit.state()?.queued;
  try {
    await promise;
  } catch (error) {
    if (error instanceof NotFoundError) error.message.trim();
    if (error instanceof APIError) error.headers?.get("x");
  }
  void [items, token, some, base, invoice, status, direct, own.ok, queued];
  new Shop({ fetch: globalThis.fetch, logger: console, logLevel: "debug" });
}

// Test doubles list the methods that are used, not every method.
export const mocked: Pick<Invoices, "retrieve"> = { retrieve: () => use() as never };

export function misuse(shop: Shop): void {
  // @ts-expect-error A required parameter is missing.
  shop.request(updateInvoice, { id: "1" });
  // @ts-expect-error There is no such parameter.
  shop.request(updateInvoice, { id: "1", memo: "", nonsense: 1 });
  // @ts-expect-error There is no such option.
  new Shop({ key: "k" });
  // Any method is allowed, since OpenAPI 3.2 allows any.
  operation<object, object>({ id: "o", method: "COPY", path: "/" });
  // @ts-expect-error A method is a string.
  operation<object, object>({ id: "o", method: 1, path: "/" });
}
