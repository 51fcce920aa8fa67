// Compiled, never run: the status and the headers of a success.
import {
  APIPromise,
  ApiClient,
  type ApiDescription,
  operation,
  pageOperation,
  type ResponseWith,
  type WithResponse,
} from "@copilot-sdk/runtime";

declare const api: ApiDescription;

interface Item {
  name: string;
}
interface Job {
  progress: number;
}
type Outcome = WithResponse<Item, 200, "etag" | "x-cost"> | WithResponse<Job, 202>;

const convert = operation<{ id: string }, Item | Job, unknown, Outcome>({
  id: "convert",
  method: "POST",
  path: "/items/{id}/convert",
});

export async function started(): Promise<string> {
  const outcome = await new ApiClient(api).request(convert, { id: "1" }).withResponse();
  // @ts-expect-error: the status decides
  outcome.data.progress;
  if (outcome.status === 202) return `${outcome.data.progress}`;
  const cost: string | null = outcome.response.headers.get("x-cost");
  const other: string | null = outcome.response.headers.get("x-other");
  const whole: Response = outcome.response;
  return `${outcome.data.name} ${cost} ${other} ${whole.status}`;
}

/** Code that tests mock. */
export const mocked: (id: string) => APIPromise<Item | Job, Outcome> = () =>
  APIPromise.fromResult({ name: "a" });

const plain = operation<{ id: string }, Item>({ id: "plain", method: "GET", path: "/items/{id}" });

export async function usual(): Promise<number> {
  const { data, status, response } = await new ApiClient(api).request(plain, { id: "1" }).withResponse();
  return data.name.length + status + (response.headers.get("anything") ?? "").length;
}

const listItems = pageOperation<{ after?: string }, Item, { data: Item[] }, unknown, "x-total" | "link">({
  id: "listItems",
  method: "GET",
  path: "/items",
});

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export async function page(): Promise<string> {
  const { data, status, response } = await new ApiClient(api).page(listItems).withResponse();
  const known: Same<typeof response, ResponseWith<"x-total" | "link">> = true;
  const first: Item | undefined = data.data[0];
  return `${known} ${status} ${first?.name} ${response.headers.get("link")} ${response.headers.get("x-other")}`;
}
