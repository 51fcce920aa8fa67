import type { CallModel } from "../../src/api-model/index.ts";
import { allOperations } from "../../src/api-model/index.ts";
import type { PagingRule } from "../../src/config/index.ts";
import { readDocument } from "../../src/generate.ts";
import { buildModel } from "../../src/model/index.ts";
import { makeFolder } from "./folder.ts";

type Schema = object;

/** An operation in short: its parameters, and the schema of its response. */
export interface ShortOperation {
  readonly path?: string;
  readonly method?: "get" | "post";
  /** Query parameters: their schemas, with the descriptions of the parameters. */
  readonly query?: { readonly [name: string]: Schema };
  readonly body?: { readonly [name: string]: Schema };
  readonly response: Schema;
  /** The names of response headers. */
  readonly headers?: readonly string[];
  /** Other members of the operation. */
  readonly others?: object;
  /** Other members of the document. */
  readonly root?: object;
}

/** The call of an operation, and the codes and messages of what was reported about its pages. */
export async function callOf(
  short: ShortOperation,
  rules: readonly PagingRule[] = [],
): Promise<{ readonly call: CallModel | undefined; readonly reported: readonly string[] }> {
  const directory = await makeFolder({ "shop.json": shortDocument(short) });
  const { document, diagnostics: found } = await readDocument({ documents: ["shop.json"], directory });
  const { model, diagnostics } = buildModel(document, { pagination: rules });
  const reported = [...found, ...diagnostics].filter(({ code }) => /pagination|page|member|shape/.test(code));
  return {
    call: allOperations(model.resources)[0]?.call,
    reported: reported.map(({ code, message }) => `${code}: ${message}`),
  };
}

/** The document with an operation, as JSON. */
export function shortDocument(short: ShortOperation): string {
  const { path = "/orders", method = "get", query = {}, body, response, headers = [], others, root } = short;
  const parameters = Object.entries(query).map(
    ([name, { description, ...schema }]: [string, { description?: string }]) => ({
      name,
      in: "query",
      schema,
      ...(description !== undefined && { description }),
    }),
  );
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const operation = {
    operationId: "listOrders",
    parameters: [...parameters, ...inPath],
    ...(body !== undefined && {
      requestBody: { content: { "application/json": { schema: { type: "object", properties: body } } } },
    }),
    responses: {
      200: {
        description: "Orders.",
        headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: "string" } }])),
        content: { "application/json": { schema: response } },
      },
    },
    ...others,
  };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Shop", version: "1.0.0" },
    servers: [{ url: "https://shop.example" }],
    paths: { [path]: { [method]: operation } },
    ...root,
  });
}
