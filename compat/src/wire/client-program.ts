import { isDeepStrictEqual } from "node:util";
import type { OperationModel, PackageModel } from "@copilot-sdk/generator";
import { startMock } from "@copilot-sdk/mock";
import { Copilot } from "copilot-sdk";
import type { JsonObject } from "../document/json.ts";

/** The results of a client of the last release with a newer server. */
export interface ClientResult {
  readonly calls: number;
  /** All results as JSON. */
  readonly received: string;
  /** Calls that failed, or whose result differs from what the server sent. */
  readonly failures: readonly string[];
}

/** Calls every operation of the last release against a mock of a newer document. */
export async function callEverything(
  document: JsonObject,
  packages: readonly PackageModel[],
): Promise<ClientResult> {
  const mock = await startMock({ document, rateLimit: false, pages: false });
  const answers: string[] = [];
  const copilot = new Copilot({
    apiKey: "key",
    baseURL: mock.url,
    rateLimit: false,
    maxRetries: 0,
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      answers.push(await response.clone().text());
      return response;
    },
  });
  const received: string[] = [];
  const failures: string[] = [];
  const operations = packages
    .flatMap((model) => (model.kind === "resources" ? model.resources : []))
    .flatMap(({ resource }) => resource.operations.map((operation) => ({ path: resource.path, operation })));
  try {
    for (const { path, operation } of operations) {
      const outcome = await call(copilot, path, operation).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      const sent = answers.splice(0).join("");
      const title = [...path, operation.method].join(".");
      if ("error" in outcome) failures.push(`${title}: ${outcome.error}`);
      else if (await isUntouched(outcome.value, sent)) received.push(sent);
      else failures.push(`${title} is not what the server sent`);
    }
  } finally {
    await mock.close();
  }
  return { calls: operations.length, received: received.join("\n"), failures };
}

async function call(
  copilot: Copilot,
  resource: readonly string[],
  operation: OperationModel,
): Promise<unknown> {
  const { method, sample, pathParameters, params } = operation;
  const methods = resource.reduce<unknown>(
    (owner, name) => (owner as { readonly [name: string]: unknown })[name],
    copilot,
  ) as Methods;
  const path = pathParameters.map(({ name }) => sample.path[name] ?? "value");
  return methods[method]?.(...path, ...(params === undefined ? [] : [sample.params]));
}

interface Methods {
  readonly [method: string]: (...values: readonly unknown[]) => PromiseLike<unknown>;
}

/** Whether a result equals the response. Pages are class instances, and binary data is a response. */
async function isUntouched(value: unknown, sent: string): Promise<boolean> {
  if (value === undefined) return sent === "";
  if (value instanceof Response) return (await value.text()) === sent;
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), JSON.parse(sent));
}
